import Engine

extension Help {
  /// Returns the lines that match the filter: groups with their commands and keys.
  func lines(_ keys: KeyMap) -> [Line] {
    Command.Group.allCases.flatMap { group -> [Line] in
      let found = commands.filter { $0.group == group && matches($0, keys) }
      guard !found.isEmpty else { return [] }
      return [.heading(group.rawValue)]
        + found.map { .command(keys.label(of: $0.id), $0.title) } + [.blank]
    }
  }

  private func matches(_ command: Command, _ keys: KeyMap) -> Bool {
    let filter = filter
    return filter.isEmpty || command.title.lowercased().contains(filter.lowercased())
      || keys.keys(of: command.id).contains { $0.label == filter }
  }
}
