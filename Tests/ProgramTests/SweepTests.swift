import TestSupport
import Testing

@Suite(.blocking) struct `A sweep` {
  private static let bowl = "sweep --surface quadratic --steps 50"

  /// Returns the rows of a sweep as fields, without the header.
  private func rows(_ options: String) throws -> [[String]] {
    let result = try bash("ravine \(Self.bowl) \(options)")
    try #require(result.status == 0, "\(options): \(result.errors)")
    return result.lines.dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test(arguments: [
    "--optimizer sam --eta 0.015625:0.046875:3 --rho 0.05",
    "--optimizer sam:rho=0.05 --eta 0.015625:0.046875:3",
    "--optimizer sam:rho=0.05 --axis eta=0.015625:0.046875:3",
  ])
  func `keeps a number fixed, and varies one axis alone`(_ options: String) throws {
    let rows = try rows(options)
    #expect(rows.map { $0[2] } == ["0.015625", "0.03125", "0.046875"])
    #expect(rows.allSatisfy { $0.count == 9 })
    let end = try bash(
      "ravine run --surface quadratic --steps 50 --optimizer sam:eta=0.03125,rho=0.05 | tail -1")
    #expect(end.output.split(separator: ",")[4] == rows[1][5])
  }

  @Test func `varies the other default axis beside a number`() throws {
    let rho = try bash("ravine \(Self.bowl) --optimizer sam --eta 0.05 | head -2")
    #expect(rho.lines.first == "run,optimizer,rho,outcome,steps,x,y,loss,sharpness")
    #expect(try rows("--optimizer sam --eta 0.05").count == 32)
    #expect(try rows("--optimizer sam --rho 0.05").count == 64)
    #expect(try rows("--optimizer sam:rho=0.05").count == 64)
    #expect(try rows("--optimizer gd").count == 64)
  }

  @Test func `varies no hyperparameter that a run lacks or fixes`() throws {
    let rows = try rows(
      "--optimizer gd --optimizer sam --optimizer usam:rho=0.07 --eta 0.01:0.1:3 --rho 0:0.5:2")
    #expect(rows.filter { $0[0] == "gd" }.map { $0[3] } == ["", "", ""])
    #expect(rows.filter { $0[0] == "usam" }.map { $0[3] } == ["", "", ""])
    #expect(rows.filter { $0[0] == "sam" }.map { $0[3] } == ["0", "0", "0", "0.5", "0.5", "0.5"])
    let alone = try self.rows("--optimizer gd,sam --rho 0:0.5:2")
    #expect(alone.map { $0[2] } == ["", "0", "0.5"])
  }

  @Test func `has the period of a cycle as its outcome`() throws {
    let rows = try rows("--steps 400 --optimizer sam --eta 0.04:0.05:2 --rho 0.05:0.1:2")
    #expect(rows.allSatisfy { $0[4] == "2-cycle" }, "\(rows.map { $0[4] })")
  }

  @Test func `over one axis has a plot in text, and a strip in svg`() throws {
    let line = "ravine \(Self.bowl) --optimizer sam --eta 0.01:0.2:64 --rho 0.05"
    let text = try bash("\(line) --format text")
    #expect(text.lines.first == "sam: last loss over eta, log", "\(text.output)")
    #expect(text.output.contains("# diverged") && text.output.contains("| boundary"))
    let svg = try bash("\(line) --format svg")
    #expect(svg.status == 0 && svg.output.contains(">η<") && !svg.output.contains(">ρ<"))
    #expect(!svg.output.contains("nan") && !svg.output.contains("inf"))
  }

  @Test(arguments: [
    (
      "--eta 0:1:3:log",
      "--eta must be LO:HI:N[:log] with LO < HI, and LO > 0 for log, not 0:1:3:log"
    ),
    ("--eta 0.2:0.01:3", "--eta must be LO:HI:N[:log] with LO < HI"),
    ("--rho 0.01:0.2", "--rho must be LO:HI:N[:log] with LO < HI"),
    ("--axis rho=0.01:0.2", "--axis rho must be LO:HI:N[:log] with LO < HI"),
    ("--axis rho=0.05", "--axis rho must be LO:HI:N[:log] with LO < HI"),
    ("--eta 0.1 --rho 0.1", "nothing varies: pass a range, such as --eta 0.01:1:64:log"),
    ("--rho 0.1 --axis rho=0:1:3", "--rho sets the value that --axis rho varies"),
    ("--optimizer gd --rho 0:1:3", "no run has a hyperparameter “rho”; the optimizers are gd"),
    ("--optimizer sam:rho=1 --rho 0:1:3", "every run has its own rho"),
    ("--eta 0.1:1:3 --rho 0:1:3 --axis start_x=0:1:3", "not eta, rho, start_x"),
    ("--shard 0/8", "--shard must be I/N with 1 ≤ I ≤ N, not 0/8; shards count from 1."),
    ("--shard 9/8", "shards count from 1"), ("--shard 1/0", "shards count from 1"),
  ])
  func `explains a mistake in its axes`(_ options: String, _ message: String) throws {
    let result = try bash("ravine \(Self.bowl) \(options)")
    #expect(result.status == 64 && result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func `merges no shards of different maps, and names a missing shard`() throws {
    let map = "ravine sweep quad-split --eta 0.01:0.2:6 --rho 0:0.5:3"
    let result = try bash(
      """
      \(map) --steps 100 --shard 1/2 -o a.csv; \(map) --steps 200 --shard 2/2 -o b.csv
      ravine sweep --merge a.csv b.csv; echo $?
      ravine sweep --merge a.csv; echo $?
      """)
    #expect(result.output == "65\n65\n")
    #expect(result.errors.contains("b.csv:1: shard 2/2 is of another map"), "\(result.errors)")
    #expect(result.errors.contains("shard 2/2 is missing"), "\(result.errors)")
  }

  @Test func `takes η down to 10⁻¹²`() throws {
    let result = try bash(
      "ravine run --surface '1e9*x^2' --start 1,0 --eta 1e-10 --steps 400 --optimizer gd | tail -1")
    #expect(result.status == 0 && result.output.hasSuffix("settled\n"), "\(result.output)")
  }
}
