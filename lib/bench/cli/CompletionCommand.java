package bench.cli;

import bench.engine.ExitStatus;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom completion}: prints what makes a shell complete the words of this command. */
@Command(name = "completion", description = {"Prints a script that makes a shell complete the words of maelstrom.",
    "  bash, zsh:  source <(maelstrom completion bash)",
    "  fish:       maelstrom completion fish | source"})
public final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh, or fish.")
    private String shell;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        System.out.println(switch (shell) {
            case "bash", "zsh" -> AutoComplete.bash(root.getCommandName(), root); // it finds out which of them runs it
            case "fish" -> FishCompletion.script(root);
            default -> throw new ParameterException(spec.commandLine(), "There is no completion for " + shell
                    + "; there is for bash, zsh, and fish");
        });
        return ExitStatus.VALID;
    }
}
