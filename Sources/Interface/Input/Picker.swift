import Drawing
import Engine
import Lessons

/// A list of lessons or optimizers with a fuzzy filter.
struct Picker: Sendable, Equatable {
  let subject: Subject
  private let allItems: [Item]
  /// The course whose entry stands for a lesson of several courses in a filtered list.
  private var course: String?
  /// The typed filter.
  private(set) var field = TextField()
  private(set) var selectedIndex = 0

  /// The subject of the list; the raw value is the title.
  enum Subject: String, Sendable {
    case lesson = "open a lesson"
    case optimizer = "add a run"
  }

  /// An entry of the list.
  struct Item: Sendable, Equatable {
    let id: String
    let title: String
    /// The paragraphs below the list.
    let preview: [String]
    /// The id of the course of a lesson.
    var course: String?
    /// The level of the entry in a tree.
    var depth = 0
    /// The name of a group that begins with this entry; nil for an entry of a group.
    var heading: String?

    /// Returns the score of a filter, smaller for a better match; nil without a match.
    ///
    /// A match in the preview has the worst score, and needs a filter of at least three letters,
    /// since shorter filters match almost any text.
    func score(_ filter: String) -> Int? {
      if let score = fuzzyScore(filter, in: (heading ?? id) + " " + title) { return score }
      guard filter.count > 2 else { return nil }
      let isInPreview = preview.contains { $0.lowercased().contains(filter.lowercased()) }
      return isInPreview ? .max : nil
    }
  }

  /// Creates a list of items; `course` is the present course.
  init(_ subject: Subject, _ items: [Item], selectedIndex: Int = 0, course: String? = nil) {
    (self.subject, allItems, self.selectedIndex) = (subject, items, selectedIndex)
    self.course = course
  }

  /// The id of the item that opens the editor of an update rule.
  static let typedRuleID = "type a rule"

  /// Creates a list of the optimizers after an item for typing a rule, with `rules` between them.
  init(optimizers: [OptimizerInfo], rules: [NamedRule]) {
    subject = .optimizer
    let typed = Item(
      id: Self.typedRuleID, title: "w - eta*grad(w) …",
      preview: [
        "An update rule, the text of one step, here or in its editor.",
        "“ravine show lion” has an example.",
      ])
    let named = rules.map { rule in
      let info = (try? Rule(rule.text)).map { OptimizerInfo($0, id: rule.id) }
      return Item(
        id: rule.id, title: info?.name ?? "",
        preview: [info?.updateRule ?? "", info?.about ?? "", info?.source ?? ""])
    }
    allItems =
      [typed] + named
      + optimizers.map {
        Item(id: $0.id, title: $0.name, preview: [$0.updateRule, $0.about, $0.source])
      }
  }

  /// The typed filter as text.
  var filter: String { field.text }

  /// The maximum length of the filter, which can be an update rule.
  var maxLength: Int {
    subject == .optimizer ? Limits.commandCharacters : Limits.filterCharacters
  }

  /// The items that match the filter, best match first, each entry of several groups once.
  ///
  /// A filter with a character that only rules contain has the item for typing a rule first.
  var filteredItems: [Item] {
    let filter = filter
    guard !filter.isEmpty else { return allItems }
    let isRule = subject == .optimizer && filter.contains { "*=^;()".contains($0) }
    var known: Set<String> = []
    return allItems.enumerated().compactMap { index, item in
      let score = isRule && item.id == Self.typedRuleID ? -1 : item.score(filter)
      return score.map { (item, $0, item.course == course ? 0 : 1, index) }
    }
    .sorted { ($0.1, $0.2, $0.3) < ($1.1, $1.2, $1.3) }
    .map(\.0)
    .filter { known.insert($0.heading ?? $0.id).inserted }
  }

  /// The filter as an update rule, if Enter would accept no other item; nil for the name of an item.
  var typedRule: String? {
    guard subject == .optimizer, !filter.isEmpty else { return nil }
    if let item = selectedItem {
      let isName = fuzzyScore(filter, in: Self.typedRuleID) != nil
      guard item.id == Self.typedRuleID, !isName else { return nil }
    }
    return filter
  }

  /// The selected item, which Enter accepts.
  var selectedItem: Item? {
    let items = filteredItems
    return items.indices.contains(selectedIndex) ? items[selectedIndex] : nil
  }

  /// Replaces the filter and selects the first match.
  mutating func setFilter(_ text: String) {
    field.replace(with: text)
    selectedIndex = 0
  }

  /// Deletes the last character of the filter.
  mutating func deleteBackward() {
    field.deleteBackward()
    selectedIndex = 0
  }

  /// Moves the selection, clamped to the list.
  mutating func move(by offset: Int) {
    selectedIndex = min(max(selectedIndex + offset, 0), max(filteredItems.count - 1, 0))
  }
}

/// Returns the score of a filter, whose letters must occur in the text in order; nil otherwise.
///
/// The score is the number of letters skipped between the first and the last match.
func fuzzyScore(_ filter: String, in text: String) -> Int? {
  var gaps = 0
  var started = false
  var rest = Substring(text.lowercased())
  for letter in filter.lowercased() where letter != " " {
    guard let found = rest.firstIndex(of: letter) else { return nil }
    if started { gaps += rest.distance(from: rest.startIndex, to: found) }
    started = true
    rest = rest[rest.index(after: found)...]
  }
  return gaps
}
