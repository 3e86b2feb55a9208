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
}
