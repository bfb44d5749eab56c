import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Answers each line "flavour TAB file" with "ok", or "failed" and the clauses that the file breaks. */
public class VeraJudge {
  public static void main(String[] args) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    System.out.println("ready");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split("\t");
      System.out.println(judge(PDFAFlavour.fromString(words[0]), new File(words[1])));
    }
  }

  private static String judge(PDFAFlavour flavour, File file) {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      if (result.isCompliant()) return "ok";
      TreeSet<String> broken = new TreeSet<>();
      for (TestAssertion test : result.getTestAssertions()) {
        if (test.getStatus() == TestAssertion.Status.FAILED) {
          broken.add(test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber() + " "
              + String.valueOf(test.getMessage()).replaceAll("\\s+", " "));
        }
      }
      return "failed\t" + String.join("\t", broken);
    } catch (Exception fault) {
      return "fault\t" + String.valueOf(fault).replaceAll("\\s+", " ");
    }
  }
}
