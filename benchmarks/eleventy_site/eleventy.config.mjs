// Collects the entries by tag, strategy and year, each with its neighbours and its months.

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const short = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

const slug = (text) => text.toLowerCase().match(/[a-z0-9]+/g).join("-");

const KINDS = {
  tags: (entry) => entry.data.tags,
  strategies: (entry) => entry.data.strategies,
  timeline: (entry) => [String(entry.date.getUTCFullYear())],
};

function collect(kind, entries) {
  const terms = new Map();
  for (const entry of entries) {
    for (const name of KINDS[kind](entry)) {
      if (!terms.has(name)) terms.set(name, { kind, name, slug: slug(name), entries: [], months: [] });
      const term = terms.get(name);
      const title = month.format(entry.date);
      if (term.months.at(-1)?.title !== title) term.months.push({ title, entries: [] });
      term.months.at(-1).entries.push(entry);
      term.entries.push(entry);
    }
  }
  return [...terms.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

export default function (config) {
  const sorted = (api) => api.getFilteredByGlob("entries/*.md");
  // Set once, since looking for the neighbours of each page goes through all the entries.
  config.addCollection("entries", (api) => {
    const entries = sorted(api);
    entries.forEach((entry, place) => {
      entry.data.before = entries[place - 1];
      entry.data.after = entries[place + 1];
    });
    return entries;
  });
  config.addCollection("kinds", (api) => Object.keys(KINDS).map((kind) => ({ kind, terms: collect(kind, sorted(api)) })));
  config.addCollection("terms", (api) => Object.keys(KINDS).flatMap((kind) => collect(kind, sorted(api))));
  config.addFilter("day", (date) => day.format(date));
  config.addFilter("weekday", (date) => weekday.format(date));
  config.addFilter("short", (date) => short.format(date));
  config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  config.addFilter("slug", slug);
  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
