import Engine
import Testing

@testable import Interface

@Suite struct `On the card` {
  @Test(arguments: [0.04, 0.05, 0.06, 0.07, 0.08])
  func `the radius of SAM's hum is predicted beside the same measured`(_ eta: Double) throws {
    var session = try Session("quad-split", rows: 40, columns: 120)
    try session.type(":optimizer sam:rho=0.07 steps 2000")
    try session.press(.enter)
    try session.type(":eta \(eta)")
    try session.press(.enter)
    try session.type("PG")
    let line = try #require(session.screen.first { $0.contains("c = ") && $0.contains(" is ") })
    let words = line.split(separator: " ").map(String.init)
    let at = try #require(words.firstIndex(of: "c"))
    let predicted = try #require(Double(words[at + 2]))
    let measured = try #require(Double(words[at + 4]))
    // η λ ρ / (2 − η λ) with λ = 20.
    let radius = eta * 20 * 0.07 / (2 - eta * 20)
    #expect((predicted / radius - 1).magnitude < 0.01)
    #expect((measured / predicted - 1).magnitude < 0.01)
  }

  /// To what share of itself a law's number on the card has to be met; the path of a slow drift is
  /// followed for as long as a lesson lasts.
  private static let tolerance = ["drift-position": 0.03]

  @Test func `of every lesson at its end, a run does what the card says theory predicts`() throws {
    var counts: [String: Int] = [:]
    for lesson in try lessons() {
      var session = try Session(lesson.id, rows: 60, columns: 200)
      try session.type("PG")
      for run in session.recordings.indices {
        guard let finding = session.state.finding(of: run), let predicted = finding.predicted,
          let measured = finding.measured
        else { continue }
        counts[finding.id, default: 0] += 1
        let name = "\(lesson.id), \(session.state.title(of: run)): \(finding.summaryLine)"
        #expect(session.screen.contains { $0.contains(finding.summaryLine) }, "\(name)")
        switch finding.relation {
        case .equals:
          let most = (Self.tolerance[finding.id] ?? 0.02) * predicted.magnitude
          #expect((measured - predicted).magnitude <= most, "\(name)")
        case .atMost: #expect(measured <= predicted, "\(name)")
        }
      }
    }
    let laws = ["cycle-radius", "resting-sharpness", "hallucinated-slope", "saddle-multiplier"]
    #expect(laws.allSatisfy { counts[$0, default: 0] >= 5 })
    #expect(counts.values.reduce(0, +) > 80)
  }
}
