import TestSupport
import Testing

@testable import Engine

@Suite(.randomCases) struct `Data of a file` {
  private func data(_ text: String, label: String? = nil) throws(TabularDataError) -> TabularData {
    try TabularData("data.csv", Array(text.utf8), label: label)
  }

  @Test(arguments: [
    "x,y,kind\n1,2,0\n3,4,1\n", "\u{FEFF}x,y,kind\r\n1,2,0\r\n3,4,1\r\n",
    "# a comment\n\n \"x\" ,y,kind\n 1, 2 ,0\n# another\n3e0,4,1", "x,kind,y\n1,0,2\n3,1,4\n",
  ])
  func `are numbers with a label`(_ text: String) throws {
    let data = try data(text, label: "kind")
    #expect(data.inputs == ["x", "y"] && data.labels == [0, 1])
    #expect(data.table.rows == [[1, 2], [3, 4]] && data.table.classes == [0, 1])
  }

  @Test func `may lack a header, and have any whole labels`() throws {
    let data = try data("1,7\n2,-1\n3,7\n4,3\n")
    #expect(data.inputs == ["x1"] && data.labels == [-1, 3, 7])
    #expect(data.table.classes == [2, 0, 2, 1])
  }

  @Test(arguments: [
    ("", 1, "no rows"), ("# nothing\n\n", 2, "no rows"), ("x,y\n", 1, "after the header"),
    ("1,2,0\n1,abc,1\n", 2, "“abc” is not a number"), ("1,2,0\n1,,1\n", 2, "empty"),
    ("x,1,kind\n1,2,0\n", 1, "“x” is not a number"), ("1,0\nnan,1\n", 2, "finite"),
    ("1,0\n-inf,1\n", 2, "finite"), ("1,0\n1e101,1\n", 2, "beyond"),
    ("1,2,0\n3,1\n", 2, "2 fields, but 3"), ("x,y,k\n1,2\n", 2, "2 fields, but 3"),
    ("1,5\n2,5\n\n3,5\n", 4, "lines 1 to 4 have the same label 5"),
    ("1,0\n2,0.5\n", 2, "0.5 is not a whole number"), ("1\n2\n", 1, "no number"),
    ("1,0\n2,1e30\n", 2, "not a whole number"),
  ])
  func `have an error with its line`(_ text: String, _ line: Int, _ message: String) throws {
    let error = #expect(throws: TabularDataError.self) { try data(text) }
    #expect(error?.line == line && error?.description.contains(message) == true, "\(error as Any)")
  }

  @Test func `have a bounded size`() throws {
    func error(_ text: String) -> TabularDataError? {
      do { _ = try data(text) } catch { return error }
      return nil
    }
    let wide = String(repeating: "1,", count: 999_999) + "0\n"
    #expect(
      error(wide)?.description == "line 1: there are 1000000 columns; at most 1000 are possible")
    let long = String(repeating: "1,0\n", count: TabularData.maxRows + 1)
    #expect(error(long)?.description == "line 100001: there are more than 100000 rows")
    let classes = (0...100).map { "1,\($0)\n" }.joined()
    #expect(error(classes)?.description.contains("101 different labels") == true)
    let text = "1,0\n" + String(repeating: "z", count: 100_000) + ",1\n"
    #expect((error(text)?.description.count ?? 0) < 200)
    let escape = error("1,0\n\u{1B}[2J,1\n")?.description ?? ""
    #expect(!escape.isEmpty && !escape.unicodeScalars.contains("\u{1B}"))
  }

  @Test func `have a label by name in a header only`() throws {
    #expect(throws: TabularDataError.self) { try data("1,2\n3,4\n", label: "x2") }
    let error = #expect(throws: TabularDataError.self) { try data("a,b\n3,4\n", label: "c") }
    #expect(error?.description.contains("the columns are a, b") == true)
  }

  /// A file of rows with the given classes and normal numbers.
  private func random(_ classes: Int, rows: Int, _ generator: inout SeededGenerator) throws
    -> TabularData
  {
    try data(
      (0..<rows).map { row in
        let shift = Double(row % classes)
        let x = generator.number(in: -1...1) + shift
        return "\(x),\(generator.number(in: -3...3)),4.5,\(row % classes)\n"
      }.joined())
  }

  @Test func `give problems with exact derivatives`() throws {
    forEachRandomCase(6) { generator in
      let classes = 2 + generator.below(3)
      let file = try random(classes, rows: 20 + generator.below(200), &generator)
      for (id, settings) in [
        ("logistic", [:]), ("mlp", ["hidden": 5]), ("mlp", ["hidden": 3, "squares": 1]),
      ] as [(String, [String: Double])] {
        let problem = try Catalog.problem(id).problem(settings, seed: 3, data: file)
        let w = problem.start(seed: 4)
        let v = Coordinates.random(w.count, seed: 1, stream: .spectrum)
        let (loss, g) = problem.gradient(w)
        let h = 1e-5 / v.norm
        let slope = (problem.loss(w + h * v) - problem.loss(w - h * v)) / (2 * h)
        try #require(abs(slope - g.dot(v)) <= 1e-6 * (1 + g.norm * v.norm), "\(id)")
        let product = problem.hessian(w, times: v)
        let change =
          (1 / (2 * h))
          * (problem.gradient(w + h * v).gradient - problem.gradient(w - h * v).gradient)
        try #require((product - change).norm <= 1e-6 * (1 + product.norm), "\(id)")
        try #require(loss.isFinite && problem.testLoss(w).isFinite && problem.accuracy(w) != nil)
      }
    }
  }

  @Test func `are split by the seed, with at least one sample on each side`() throws {
    let file = try data("1,0\n2,1\n")
    for share in [0.05, 0.95] {
      let problem = try Catalog.problem("logistic").problem(["share": share], seed: 1, data: file)
      #expect(problem.sampleCount == 1)
    }
    let entry = try Catalog.problem("mlp")
    #expect(throws: EngineError.needsData("mlp")) { try entry.problem(seed: 1) }
    #expect(throws: EngineError.takesNoData("iris")) {
      try Catalog.problem("iris").problem(seed: 1, data: file)
    }
  }

  @Test func `train like the built-in data`() throws {
    var lines: [String] = []
    let iris = DataTable(csv: "iris.csv")
    for (row, kind) in zip(iris.rows, iris.classes) {
      lines.append((row.map { "\($0)" } + ["\(kind)"]).joined(separator: ","))
    }
    let file = try data(lines.joined(separator: "\n"))
    let problem = try Catalog.problem("logistic").problem(["share": 2.0 / 3], seed: 1, data: file)
    let builtIn = try Catalog.problem("iris").problem(seed: 1)
    let w = builtIn.start(seed: 1)
    #expect(problem.start(seed: 1) == w)
    #expect(problem.gradient(w).gradient == builtIn.gradient(w).gradient)
    #expect(problem.testLoss(w) == builtIn.testLoss(w))
  }
}

@Suite struct `A setting that counts` {
  @Test func `has no fraction`() throws {
    let entry = try Catalog.problem("digits")
    let error = #expect(throws: EngineError.self) { try entry.problem(["hidden": 2.5], seed: 1) }
    #expect(error?.description == "hidden of problem digits must be a whole number, not 2.5")
    #expect(throws: EngineError.self) { try entry.problem(["relu": 0.5], seed: 1) }
    #expect(try entry.problem(["wrong": 0.25], seed: 1).dimension == 2410)
  }
}
