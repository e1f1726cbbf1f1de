import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;

/** Reads RDF files with Apache Jena, warnings as errors, and writes each as N-Quads. */
final class ReadWithJena {
    /** Takes pairs of a file to read and a file to write; tells the files that cannot be read on standard output. */
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < args.length; i += 2) {
            try (OutputStream out = Files.newOutputStream(Path.of(args[i + 1]))) {
                StreamRDF sink = StreamRDFWriter.getWriterStream(out, Lang.NQUADS);
                RDFParser.source(args[i])
                    .base("https://example.org/base/")
                    .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .parse(sink);
                sink.finish(); // the reader of JSON-LD does not
            } catch (RuntimeException error) {
                System.out.println(args[i] + "\t" + String.valueOf(error.getMessage()).lines().findFirst().orElse(""));
            }
        }
    }
}
