import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.run.LoggedExceptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception that a node has printed is found among the other lines of its log, in any of the usual languages. */
class LoggedExceptionsTest {

    static Stream<Arguments> logs() {
        return Stream.of(Arguments.of("ValueError: No handler for broadcast_ok", """
                        Received {"type": "broadcast_ok"}
                        Traceback (most recent call last):
                          File "node.py", line 44, in <module>
                            Broadcast().node.main()

                          File "node.py", line 28, in main
                            raise ValueError(f"No handler for {type}")
                        ValueError: No handler for broadcast_ok
                        Received {"type": "read"}
                        """),
                Arguments.of("node.rb:7:in `handle': undefined method `each' for nil:NilClass (NoMethodError)", """
                        Received {:type=>"read"}
                        node.rb:7:in `handle': undefined method `each' for nil:NilClass (NoMethodError)
                        \tfrom node.rb:21:in `main!'
                        """),
                Arguments.of("TypeError: Cannot read properties of undefined (reading 'offset')", """
                        /srv/kafka.js:61
                                node.state[key].offset++;
                                                ^

                        TypeError: Cannot read properties of undefined (reading 'offset')
                            at Object.commit (/srv/kafka.js:61:25)
                            at Node.run (/srv/node.js:50:13)
                        """),
                Arguments.of("Exception in thread \"main\" java.lang.IllegalStateException: no log", """
                        started
                        Exception in thread "main" java.lang.IllegalStateException: no log
                        \tat app.Node.read(Node.java:12)
                        \tat app.Node.main(Node.java:3)
                        Caused by: java.io.IOException: closed
                        \tat app.Log.read(Log.java:5)
                        \t... 2 more
                        """),
                Arguments.of("java.lang.IllegalStateException: no log", """
                        java.lang.IllegalStateException: no log
                        \tat app.Node.read(Node.java:12)
                        """),
                Arguments.of("panic: assignment to entry in nil map", """
                        2026/11/26 08:00:00 Received {"type":"send"}
                        panic: assignment to entry in nil map

                        goroutine 7 [running]:
                        """),
                Arguments.of("thread 'main' panicked at src/main.rs:9:14:", """
                        thread 'main' panicked at src/main.rs:9:14:
                        index out of bounds: the len is 0 but the index is 0
                        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
                        """));
    }

    private static List<String> exceptions(String log) {
        LoggedExceptions exceptions = new LoggedExceptions();
        return log.lines().map(exceptions::next).flatMap(Optional::stream).toList();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void anExceptionIsFoundInALog(String exception, String log) {
        assertEquals(List.of(exception), exceptions(log));
    }

    @Test
    void otherLinesAreNoExceptionsNorWhatTheLineBeforeHasSaid() {
        assertEquals(List.of(), exceptions("""
                Error: retrying in 1 s
                Look at the panic: it is over

                    at last
                node.rb is here (again)
                node.java:7: the handler of Read failed: java.lang.IllegalStateException: no log
                java.lang.IllegalStateException: no log
                \tat app.Node.read(Node.java:12)
                """));
    }
}
