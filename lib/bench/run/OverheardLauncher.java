package bench.run;

import bench.kernel.EventLoop;
import bench.kernel.Node;
import bench.kernel.StdoutLine;

/**
 * Starts nodes, and notes the lines that Maelstrom accepts silently although they are not what the node meant.
 */
record OverheardLauncher(Node.Launcher launcher, EventLoop loop, Conduct conduct) implements Node.Launcher {

    @Override
    public Node launch(String id, Node.Output output) {
        return launcher.launch(id, line -> {
            if (line.mistake() == null) {
                overhear(id, line);
            }
            output.hear(line);
        });
    }

    private void overhear(String id, StdoutLine line) {
        String type = line.body().path("type").asString("");
        if (!line.src().equals(id)) {
            conduct.note(id, Conduct.Offence.IMPOSTOR, type, loop.now(), line.text());
        }
        if (line.goesOn()) {
            conduct.note(id, Conduct.Offence.GLUED, type, loop.now(), line.text());
        }
    }
}
