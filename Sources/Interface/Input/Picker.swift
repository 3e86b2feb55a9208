import Drawing
import Engine

/// A list to pick from with a fuzzy filter: lessons, or optimizers.
struct Picker: Sendable, Equatable {
  let subject: Subject
  private let allItems: [Item]
  private(set) var filter = ""
  private(set) var selectedIndex = 0

  enum Subject: String, Sendable {
    case lesson = "open a lesson"
    case optimizer = "add a run"
  }

  struct Item: Sendable, Equatable {
    let id: String
    let title: String
    /// What is shown of it below the list.
    let preview: [String]

    /// How well a filter fits, by the name before by what is shown of it; smaller is better.
    ///
    /// A letter or two are in almost any text: they are looked for in the name alone.
    func score(_ filter: String) -> Int? {
      if let score = fuzzyScore(filter, in: id + " " + title) { return score }
      guard filter.count > 2 else { return nil }
      let isShown = preview.contains { $0.lowercased().contains(filter.lowercased()) }
      return isShown ? .max : nil
    }
  }

  init(_ gallery: [Scenario], current: String) {
    subject = .lesson
    allItems = gallery.map { scenario in
      let runs = scenario.runs.map(\.name).joined(separator: ", ")
      return Item(
        id: scenario.id, title: scenario.title,
        preview: [scenario.lesson, "\(runs) · \(scenario.steps) steps · \(scenario.source)"])
    }
    selectedIndex = allItems.firstIndex { $0.id == current } ?? 0
  }

  init(optimizers: [OptimizerInfo]) {
    subject = .optimizer
    allItems = optimizers.map {
      Item(id: $0.id, title: $0.name, preview: [$0.updateRule, $0.source])
    }
  }

  /// The entries that the filter leaves, best first.
  var filteredItems: [Item] {
    guard !filter.isEmpty else { return allItems }
    return allItems.enumerated().compactMap { index, entry in
      entry.score(filter).map { (entry, $0, index) }
    }
    .sorted { ($0.1, $0.2) < ($1.1, $1.2) }
    .map(\.0)
  }

  /// The entry that Enter takes.
  var selectedItem: Item? {
    let entries = filteredItems
    return entries.indices.contains(selectedIndex) ? entries[selectedIndex] : nil
  }

  mutating func setFilter(by text: String) {
    filter = text
    selectedIndex = 0
  }

  mutating func move(by offset: Int) {
    selectedIndex = min(max(selectedIndex + offset, 0), max(filteredItems.count - 1, 0))
  }
}

/// How well a filter fits: its letters have to come in the text in their order.
///
/// Smaller is better: the letters passed over between the first that fits and the last.
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

extension AppState {
  /// A key while something is picked.
  mutating func handlePickerKey(_ key: Key, in picker: Picker) -> [Effect] {
    var picker = picker
    switch key {
    case .escape:
      mode = .normal
      return []
    case .enter:
      mode = .normal
      return picker.selectedItem.map { acceptItem($0, picker.subject) } ?? []
    case .up: picker.move(by: -1)
    case .down: picker.move(by: 1)
    case .pageUp: picker.move(by: -10)
    case .pageDown: picker.move(by: 10)
    case .home: picker.move(by: -1_000_000)
    case .end: picker.move(by: 1_000_000)
    case .backspace: picker.setFilter(by: String(picker.filter.dropLast()))
    case .character(let character) where picker.filter.count < 64:
      picker.setFilter(by: picker.filter + String(character))
    default: break
    }
    mode = .picker(picker)
    return []
  }

  private mutating func acceptItem(_ entry: Picker.Item, _ subject: Picker.Subject) -> [Effect] {
    switch subject {
    case .lesson:
      if let scenario = gallery.first(where: { $0.id == entry.id }) { open(scenario) }
      return []
    case .optimizer:
      return addRun(entry.id)
    }
  }
}
