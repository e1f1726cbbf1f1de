import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSet;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdfconnection.RDFConnection;
import org.apache.jena.rdfconnection.RDFConnectionRemote;
import org.apache.jena.sparql.exec.http.QueryExecutionHTTP;
import org.apache.jena.sparql.exec.http.QuerySendMode;

/** Asks a SPARQL endpoint as programs on Apache Jena do, and prints one line a way. */
final class AskWithJena {
    private static final String CLAIMS =
        "SELECT ?claim WHERE { ?claim <https://w3id.org/diplograph/ontology#relation> ?relation } ORDER BY ?claim";
    private static final String GRAPH =
        "CONSTRUCT WHERE { ?claim <https://w3id.org/diplograph/ontology#relation> ?relation }";

    /** Takes the endpoint's address. */
    public static void main(String[] args) {
        String endpoint = args[0];
        for (QuerySendMode mode : new QuerySendMode[] {
            QuerySendMode.asGetAlways, QuerySendMode.asPost, QuerySendMode.asPostForm}) {
            try (QueryExecutionHTTP asked = QueryExecutionHTTP.service(endpoint).query(CLAIMS).sendMode(mode).build()) {
                System.out.println(mode + " " + count(asked.execSelect()));
            }
        }
        try (RDFConnection connection = RDFConnectionRemote.service(endpoint).queryEndpoint("").build()) {
            Query select = QueryFactory.create(CLAIMS);
            int[] rows = {0};
            connection.querySelect(select, row -> rows[0]++);
            System.out.println("select " + rows[0]);
            System.out.println("ask " + connection.queryAsk("ASK { ?s ?p ?o }"));
            Model model = connection.queryConstruct(GRAPH);
            System.out.println("construct " + model.size());
            System.out.println("describe " + connection.queryDescribe("DESCRIBE ?claim WHERE { ?claim a <https://w3id.org/diplograph/ontology#Rejection> }").isEmpty());
        }
        try (RDFConnection connection = RDFConnectionRemote.service(endpoint).queryEndpoint("").updateEndpoint("").build()) {
            connection.update("CLEAR ALL");
            System.out.println("update done");
        } catch (RuntimeException refused) {
            System.out.println("update refused " + refused.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static int count(ResultSet rows) {
        int number = 0;
        for (; rows.hasNext(); rows.next()) {
            number++;
        }
        return number;
    }
}
