import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pitest.bytecode.analysis.ClassTree;
import org.pitest.classinfo.ClassByteArraySource;
import org.pitest.classinfo.ClassName;
import org.pitest.classpath.ClassFilter;
import org.pitest.classpath.ClassPath;
import org.pitest.classpath.ClassloaderByteArraySource;
import org.pitest.classpath.CodeSource;
import org.pitest.classpath.PathFilter;
import org.pitest.classpath.ProjectClassPaths;
import org.pitest.coverage.NoCoverage;
import org.pitest.mutationtest.EngineArguments;
import org.pitest.mutationtest.build.MutationInterceptor;
import org.pitest.mutationtest.config.PluginServices;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.config.SettingsFactory;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;

/**
 * PIT's mutators and filters, without PIT's way to run tests: PIT changes classes that are loaded already, and the
 * simulator loads a script's classes by itself. So this makes class files.
 */
final class PitEngine {

    private final CodeSource source;
    private final Mutater mutater;
    private final MutationInterceptor filters;

    /**
     * @param classes  the folder of the class files to mutate
     * @param mutators the name of a mutator or a group, such as {@code DEFAULTS}
     */
    PitEngine(Path classes, String mutators) {
        ReportOptions options = new ReportOptions();
        options.setMutators(List.of(mutators));
        options.setFeatures(List.of());
        SettingsFactory settings = new SettingsFactory(options, PluginServices.makeForContextLoader());
        Predicate<String> all = _ -> true;
        source = settings.createCodeSource(new ProjectClassPaths(new ClassPath(List.of(classes.toFile())),
                new ClassFilter(all, all), new PathFilter(_ -> true, _ -> false)));
        mutater = settings.createEngine().createEngine(EngineArguments.arguments().withMutators(List.of(mutators)))
                .createMutator(new WithLibraries(source));
        filters = settings.getInterceptor()
                .createInterceptor(options, new NoCoverage(), source, null, source, null);
    }

    /** The mutants of a class and of the classes in it, in the order of their lines. */
    List<MutatedClass> mutantsOf(String outermost) {
        return source.getCodeUnderTestNames().stream()
                .filter(name -> name.asJavaName().replaceFirst("\\$.*", "").equals(outermost))
                .flatMap(name -> withoutJunk(name, mutater.findMutations(name)))
                .sorted(Comparator.comparing(MutationDetails::getLineNumber).thenComparing(MutationDetails::getId))
                .map(this::mutated).toList();
    }

    /** Leaves out changes to code that the compiler adds, for one. */
    private Stream<MutationDetails> withoutJunk(ClassName name, Collection<MutationDetails> found) {
        filters.begin(ClassTree.fromBytes(source.fetchClassBytes(name).orElseThrow()));
        Collection<MutationDetails> kept = filters.intercept(found, mutater);
        filters.end();
        return kept.stream();
    }

    private MutatedClass mutated(MutationDetails details) {
        Mutant mutant = Mutant.of(details.getClassName().asJavaName(), details.getMethod(), details.getFilename(),
                details.getLineNumber(), details.getDescription());
        return new MutatedClass(mutant, mutater.getMutation(details.getId()).getBytes());
    }

    /** The mutated classes use the JDK and libraries; to compute stack frames, PIT reads those too. */
    private record WithLibraries(ClassByteArraySource own) implements ClassByteArraySource {
        @Override
        public Optional<byte[]> getBytes(String name) {
            return own.getBytes(name).or(() -> ClassloaderByteArraySource.fromContext().getBytes(name));
        }
    }
}
