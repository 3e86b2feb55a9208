/// Returns the known word closest to a misspelled word, for a suggestion.
///
/// Nil if the edit distance exceeds a third of the word, or 1 for words below six characters. Only
/// the first 64 characters of `word` count, and case is ignored.
public func closestMatch(_ word: String, _ known: [String]) -> String? {
  let word = Array(word.lowercased().prefix(64))
  let ranked = known.map { (id: $0, distance: editDistance(word, Array($0.lowercased()))) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(1, word.count / 3) ? best.id : nil
}

/// Returns at most three known words that begin with a word, or else the closest one.
public func likelyWords(_ word: String, _ known: [String]) -> [String] {
  let completions = word.count > 1 ? known.filter { $0.hasPrefix(word) } : []
  guard completions.isEmpty else { return Array(completions.prefix(3)) }
  return closestMatch(word, known).map { [$0] } ?? []
}

/// Returns the end of an error about an unknown word: “; did you mean “sam”?”, or the known words.
///
/// - Parameters:
///   - word: The unknown word.
///   - known: The known words, all of which a short list without a likely word names.
///   - command: The command that lists the known words, named instead of a long list.
/// - Returns: The suggestion, which begins with a semicolon.
public func suggestion(
  _ word: String, from known: [String], listedBy command: String? = nil
) -> String {
  let likely = likelyWords(word, known).map { "“\($0)”" }
  let list = command.map { "“\($0)” lists all" }
  guard likely.isEmpty else {
    let (others, last) = (likely.dropLast().joined(separator: ", "), likely[likely.count - 1])
    return "; did you mean \(others)\(others.isEmpty ? "" : " or ")\(last)?"
      + (known.count > 12 ? list.map { " \($0)" } ?? "" : "")
  }
  if let list, known.count > 12 { return "; \(list)" }
  return known.isEmpty ? "" : "; try one of \(known.joined(separator: ", "))"
}

/// Returns the fewest factors into which a word splits; nil for a single factor and without a split.
///
/// `isFactor` returns whether a part of the word is a factor, given whether it is the last part. A
/// word of more than `maxLength` characters is not split.
public func fewestFactors(
  of word: String, maxLength: Int, isFactor: (_ part: String, _ isLast: Bool) -> Bool
) -> [String]? {
  let letters = Array(word)
  guard letters.count <= maxLength else { return nil }
  // For each suffix of the word, the split with the fewest factors.
  var splits = [[String]?](repeating: nil, count: letters.count + 1)
  splits[letters.count] = []
  for start in letters.indices.reversed() {
    for end in start + 1...letters.count {
      let part = String(letters[start..<end])
      guard let rest = splits[end], isFactor(part, end == letters.count) else { continue }
      if splits[start].map({ $0.count > rest.count + 1 }) ?? true {
        splits[start] = [part] + rest
      }
    }
  }
  return splits[0].flatMap { $0.count > 1 ? $0 : nil }
}

/// Returns the number of insertions, deletions, substitutions and swaps of adjacent characters.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var (above, row) = ([Int](), Array(0...b.count))
  for (i, x) in a.enumerated() {
    var next = [i + 1]
    for (j, y) in b.enumerated() {
      var best = min(next[j] + 1, row[j + 1] + 1, row[j] + (x == y ? 0 : 1))
      if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { best = min(best, above[j - 1] + 1) }
      next.append(best)
    }
    (above, row) = (row, next)
  }
  return row[b.count]
}
