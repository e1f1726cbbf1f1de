// Claims in words: sentence with its trigger marked, article, source and qualifiers.
const PIECE = 50; // claims shown at once

function claimEntry(claim, withWords) {
  const article = articleOf(claim);
  const sentence = make("p", { className: "sentence" });
  claim.sentence.forEach((piece, index) => sentence.append(index % 2 ? make("mark", { textContent: piece }) : piece));
  const outlet = [showDay(article.date), article.outlet, article.title].filter(Boolean).join(" · ");
  const facts = make("p", { className: "facts" }, make("span", { textContent: outlet }));
  if (article.url && /^https?:\/\//i.test(article.url)) {
    facts.append(" ", make("a", { href: article.url, target: "_blank", rel: "noopener noreferrer", textContent: say("open") }));
  }
  const tags = make("p");
  const tag = (text) => tags.append(make("span", { className: "tag", textContent: text }));
  tag(`${say("saidBy")}: ${claim.source || say("article")}`);
  tag(named(DATA.modalities, claim.modality));
  if (claim.negated) tag(say("denied"));
  if (claim.conditions) tag(`${say("conditions")}: ${claim.conditions}`);
  if (claim.place) tag(`${say("place")}: ${claim.place}`);
  if (claim.time) tag(`${say("time")}: ${claim.time}`);
  if (claim.concept) tag(named(DATA.concepts, claim.concept));
  tag(`${say("confidence")} ${Math.round(claim.confidence * 100)} %`);
  const entry = make("article", { className: "claim" });
  if (withWords) entry.append(make("p", {}, make("strong", { textContent: proposition(claim, claim.subject, claim.object) })));
  entry.append(sentence, facts, tags);
  return entry;
}

function claimList(claims, withWords) {
  const list = make("div");
  const add = (start) => {
    list.append(...claims.slice(start, start + PIECE).map((claim) => claimEntry(claim, withWords)));
    if (start + PIECE < claims.length) {
      const more = make("button", { type: "button", textContent: `${say("more")} (${claims.length - start - PIECE})` });
      more.addEventListener("click", () => { more.remove(); add(start + PIECE); });
      list.append(more);
    }
  };
  add(0);
  return list;
}

const heading = (text) => make("h2", { textContent: text });
