// The address of an entry keeps its date, which Eleventy's own slug leaves out.
const { basename } = require("node:path");

module.exports = {
  layout: "entry.njk",
  permalink: (data) => `entries/${basename(data.page.inputPath, ".md")}.html`,
};
