import Export

/// Files, with a form feed between them, are put together or refused; what is put together holds
/// each row once, is its own only share, and comes again from shares of it in any order, if each
/// run has as many cells as there are shares.
func mergeShares(_ bytes: [UInt8]) {
  let shares = bytes.split(separator: 12, omittingEmptySubsequences: false).prefix(20)
    .map { String(decoding: $0, as: UTF8.self) }
  do throws(MergeError) {
    let merged = try mergedMap(shares)
    demand(isHarmless(merged), "a map that steers terminals")
    let given = shares.flatMap { rows($0).dropFirst() }
    demand(rows(merged).dropFirst().sorted() == given.sorted(), "rows lost or invented")
    demand((try? mergedMap([merged])) == merged, "a map that is not its own share")
    let (head, body) = (rows(merged)[0], rows(merged).dropFirst())
    let runs = Set(
      body.map { $0.split(separator: ",", omittingEmptySubsequences: false).dropLast(8) })
    guard body.count >= 3 * runs.count else { return }
    let again = (0..<3).reversed().map { share in
      let part = body.enumerated().filter { $0.offset % 3 == share }.map(\.element)
      return ([head] + part).joined(separator: "\n")
    }
    demand((try? mergedMap(again)) == merged, "a map that its own shares do not give")
  } catch {
    demand(isHarmless(error.description), "an error that steers terminals")
    demand(error.description.count < 200, "an endless error")
  }
}

private func rows(_ text: String) -> [Substring] {
  text.split { $0 == "\n" || $0 == "\r\n" }
}
