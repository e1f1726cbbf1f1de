import java.nio.file.Files;
import java.nio.file.Path;
import org.obolibrary.robot.CommandManager;
import org.obolibrary.robot.CommandState;
import org.obolibrary.robot.ReasonCommand;
import org.obolibrary.robot.ValidateProfileCommand;

/**
 * Runs two commands of ROBOT on each file: strict OWL 2 DL, where no triple may stay unparsed, and reasoning.
 *
 * <p>ROBOT ends the process at a violation, whose list is then in FILE.profile.txt, so the first fault hides later ones.
 */
final class CheckWithRobot {
    /** Takes files; tells for each the checks that it passed, or the complaint, on standard output. */
    public static void main(String[] args) throws Exception {
        CommandManager robot = new CommandManager();
        robot.addCommand("validate-profile", new ValidateProfileCommand());
        robot.addCommand("reason", new ReasonCommand());
        Path out = Files.createTempFile("diplograph-", ".owl");
        for (String file : args) {
            try {
                CommandState state = robot.execute(new CommandState(), new String[] {
                    "validate-profile", "--strict", "--profile", "DL", "--input", file, "--output", file + ".profile.txt",
                    "reason", "--strict", "--reasoner", "hermit", "--output", out.toString()});
                int axioms = state.getOntology().getAxiomCount();
                System.out.println("RESULT\t" + file + "\t" + axioms + " axioms\t");
            } catch (Exception error) {
                String said = String.valueOf(error.getMessage()).replaceAll("\\s+", " ");
                System.out.println("RESULT\t" + file + "\t\t" + said);
            }
        }
        Files.delete(out);
    }
}
