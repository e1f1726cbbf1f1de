"use strict";
(() => {
  const START = `PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?actor ?relation ?object (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim dg:subject/skos:prefLabel ?actor ; dg:relation ?relation ; dg:object/skos:prefLabel ?object .
}
GROUP BY ?actor ?relation ?object
ORDER BY DESC(?claims) ?actor
LIMIT 100`;
  const notice = document.getElementById("notice");
  const ask = window.fetch.bind(window);
  window.fetch = async (...request) => {
    const answer = await ask(...request);
    const cut = answer.headers.get("Diplograph-Rows-Limited");
    notice.hidden = !cut;
    notice.textContent = cut ? `Rows shown: ${cut}.` : "";
    return answer;
  };
  Yasgui.Yasqe.defaults.autocompleters = ["variables"]; // the others ask servers elsewhere
  Yasgui.Yasqe.defaults.value = START;
  const form = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
    persistencyExpire: 30 * 24 * 3600,
    copyEndpointOnNewTab: true,
  });
  document.getElementById("questions").addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    const text = await (await ask(link.href)).text();
    form.addTab(true, { name: link.textContent, yasqe: { value: text } });
  });
})();
