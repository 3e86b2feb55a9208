import Export
import Lessons

/// A lesson in the gallery of figures, in Markdown: its figure, command, source and claims.
struct GallerySection {
  let text: String

  init(_ lesson: Scenario) {
    var text = "### \(escapedMarkdown(lesson.title))\n\n"
    text += "![\(escapedMarkdown(lesson.lesson))](\(lesson.id).png)\n\n"
    text += "`ravine \(lesson.id)`. \(escapedMarkdown(lesson.lesson))\n\n"
    if !lesson.source.isEmpty { text += "Source: \(escapedMarkdown(lesson.source)).\n\n" }
    for claim in lesson.claims {
      let reason = claim.because.map { ": \(escapedMarkdown($0))" } ?? ""
      text += "- `\(claim)`\(reason)\n"
    }
    self.text = text
  }
}
