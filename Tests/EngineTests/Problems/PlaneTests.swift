import TestSupport
import Testing

@testable import Engine

@Suite struct `Names of parameters` {
  @Test func `name each parameter once, and are found again`() throws {
    for entry in Catalog.problems {
      let layout = try entry.problem(seed: 1).layout
      for index in [0, 1, layout.dimension / 2, layout.dimension - 1] {
        #expect(layout.index(of: layout.name(of: index)) == index, "\(entry.info.id) \(index)")
      }
      let names = Set((0..<layout.dimension).map { layout.name(of: $0) })
      #expect(names.count == layout.dimension, "\(entry.info.id)")
    }
  }

  @Test func `have the row and the column of a matrix`() throws {
    let layout = ParameterLayout([
      .init("W1", rows: 2, columns: 3, isWeight: true),
      .init("b1", rows: 1, columns: 2, isWeight: false),
      .init("c", rows: 1, columns: 1, isWeight: false),
    ])
    #expect(
      (0..<9).map { layout.name(of: $0) }
        == [
          "W1[0,0]", "W1[0,1]", "W1[0,2]", "W1[1,0]", "W1[1,1]", "W1[1,2]", "b1[0]", "b1[1]", "c",
        ])
    for other in ["W1", "W1[2,0]", "b1[2]", "c[0]", "d", "", "W1[0,0"] {
      #expect(layout.index(of: other) == nil, "\(other)")
    }
    #expect(layout.name(of: 9) == "9")
  }
}

@Suite struct `A kind of plane` {
  @Test(arguments: [
    "pca", "points", "eigenvectors", "random", "line", "w1,w2", "W1[0,3],b1[2]",
  ])
  func `is parsed from its text`(_ text: String) throws {
    let kind = try #require(PlaneKind(text))
    #expect(kind.text == text && !kind.meaning.isEmpty)
  }

  @Test(arguments: ["", "PCA", "Line", "w1", "w1,", ",w2", "a,b,c", "W1[0,3]", "W1[0,3],"])
  func `has no other text`(_ text: String) { #expect(PlaneKind(text) == nil) }

  /// Three points that are no line, in a problem of the given id.
  private func path(_ problem: any Problem) -> [Coordinates] {
    let w = problem.start(seed: 1)
    let g = problem.gradient(w).gradient
    let r = Coordinates.random(w.count, seed: 5, stream: .spectrum)
    return [w, w - 0.01 * g, w - 0.02 * g + 0.1 * r]
  }

  @Test func `gives planes through their center, with orthonormal axes`() throws {
    for id in ["product", "neuron", "iris", "diagonal"] {
      let problem = try Catalog.problem(id).problem(seed: 1)
      let path = path(problem)
      let names = "\(problem.layout.name(of: 0)),\(problem.layout.name(of: 2))"
      for text in ["pca", "points", "eigenvectors", names] {
        let kind = try #require(PlaneKind(text))
        let plane = try problem.plane(kind, of: [path], center: path[1]).plane
        #expect(plane.origin == path[1] && plane.distance(path[1]) == 0, "\(id) \(text)")
        #expect(abs(plane.first.norm - 1) <= 1e-14 && abs(plane.second.norm - 1) <= 1e-14)
        #expect(abs(plane.first.dot(plane.second)) <= 1e-13, "\(id) \(text)")
        let picture = problem.losses(on: plane, [0], [0])
        let loss = problem.loss(path[1])
        #expect(abs(picture[0] - loss) <= 1e-13 * max(1, loss), "\(id) \(text)")
      }
    }
  }

  @Test func `varies two parameters alone`() throws {
    let problem = try Catalog.problem("product").problem(seed: 1)
    let w = problem.start(seed: 1)
    let plane = try problem.plane(.parameters("w4", "w1"), of: [[w]]).plane
    #expect(plane.point(Point(0.25, -2)).values == [0, 1.5, 0.5, 0.85])
    #expect(plane.coordinates(Coordinates([3, 1.5, 0.5, 1])) == Point(0.4, 1))
    let error = #expect(throws: EngineError.self) {
      try problem.plane(.parameters("w1", "w9"), of: [[w]])
    }
    #expect(error?.description.contains("w9") == true && error?.description.contains("w4") == true)
    #expect(throws: EngineError.self) { try problem.plane(.parameters("w1", "w1"), of: [[w]]) }
  }

  @Test func `keeps the sign of eigenvectors`() throws {
    let problem = try Catalog.problem("diagonal").problem(seed: 1)
    let w = problem.start(seed: 1)
    let plane = try problem.plane(.eigenvectors, of: [[w]]).plane
    let pairs = problem.topEigenpairs(2, at: w, tolerance: 1e-6)
    #expect(abs(abs(plane.first.dot(pairs.vectors[0])) - 1) <= 1e-12)
    let flipped = Plane(origin: w, -1 * plane.first, plane.second)
    let next = try problem.plane(.eigenvectors, of: [[w]], previous: flipped).plane
    #expect(next.first == -1 * plane.first && next.second == plane.second)
    #expect(Plane.ofEigenvectors([w], through: w) == nil)
  }

  @Test func `takes principal components where three points lie on a line`() throws {
    let problem = try Catalog.problem("diagonal").problem(seed: 1)
    let path = path(problem)
    let straight = [path[0], path[2]]
    let chosen = try problem.plane(.endpoints, of: [path, straight])
    #expect(chosen.kind == .principal && chosen.remark != nil && chosen.explained?.count == 2)
    #expect(throws: EngineError.self) { try problem.plane(.principal, of: [straight]) }
    #expect(throws: EngineError.self) { try problem.plane(.principal, of: []) }
  }

  @Test func `joins the ends of two runs by a line`() throws {
    let problem = try Catalog.problem("product").problem(seed: 1)
    let w = problem.start(seed: 1)
    let (a, b, c) = (
      Coordinates([1, 1, 1, 1]), Coordinates([2, 1, 0.5, 1]), Coordinates([3, 1, 1, 1])
    )
    func line(_ runs: [[Coordinates]], center: Coordinates? = nil) throws -> [Coordinates?] {
      let chosen = try problem.plane(.line, of: runs, center: center)
      #expect(chosen.plane.isLine && chosen.kind == .line && chosen.remark == nil)
      #expect(chosen.plane.point(Point(1, 7)) == chosen.lineEnd)
      return [chosen.plane.origin, chosen.lineEnd]
    }
    #expect(try line([[w, a], [w, c], [w, b]]) == [a, b])
    #expect(try line([[w, a]]) == [w, a])
    #expect(try line([[w, a], [w, a]]) == [w, a])
    #expect(try line([[w, a], [w, b]], center: c) == [c, b])
    #expect(try line([[w, a], [w, b]], center: b) == [b, a])
    #expect(try line([[w, a]], center: a) == [a, w])
    #expect(throws: EngineError.self) { try problem.plane(.line, of: [[w]]) }
  }

  @Test func `has a line with the losses between its ends and their barrier`() throws {
    let problem = try Catalog.problem("product").problem(seed: 1)
    // Both ends are minima; the largest loss between them is ½ in the middle, where p = 0.
    let (a, b) = (Coordinates([1, 1, 1, 1]), Coordinates([-1, 1, -1, 1]))
    let plane = Plane.line(from: a, to: b)
    let projection = ProblemProjection(problem, through: plane)
    let line = try #require(projection.line)
    #expect(line.losses.losses.count == 101 && line.losses.losses[50] == 0.5)
    #expect(line.losses.barrier == 0.5)
    #expect(line.losses.barrier == LossLine(from: a, to: b, count: 101, problem.loss).barrier)
    #expect(line.region.x == -0.25...1.25)
    let row = projection.losses([0, 0.25, 0.5, 1], [-3, 8])
    // p = (1 − 2t)².
    #expect(row == [0, 0.28125, 0.5, 0, 0, 0.28125, 0.5, 0])
    // The offset orthogonal to the line is the distance.
    let beside = Coordinates([0, 1, 0, 3])
    #expect(plane.coordinates(beside) == Point(0.5, 0) && plane.distance(beside) == 2)
    #expect(plane.coordinates(b) == Point(1, 0) && plane.distance(b) == 0)
    #expect(ProblemProjection(problem, through: .ofParameters(0, 1, through: a)).line == nil)
  }

  @Test func `has a logarithmic axis for a line whose losses span decades`() throws {
    let problem = try Catalog.problem("product").problem(seed: 1)
    func surface(_ a: [Double], _ b: [Double]) throws -> AnySurface {
      let plane = Plane.line(from: Coordinates(a), to: Coordinates(b))
      let surface = try Catalog.surface(.problem("product"))
      return try #require(surface.seen(through: plane))
    }
    // The losses ½(p − 1)² go from ½·10⁻² to ½·9².
    let steep = try surface([1.1, 1, 1, 1], [10, 1, 1, 1])
    #expect(problem.loss(Coordinates([10, 1, 1, 1])) == 40.5)
    #expect(steep.isProfile && steep.verticalAxisName == "log₁₀ loss")
    #expect(abs(steep.place(of: Point(1, 3)).y - Double.log(40.5) / Double.log(10)) <= 1e-14)
    let flat = try surface([2, 1, 1, 1], [4, 1, 1, 1])
    #expect(flat.isProfile && flat.verticalAxisName == "loss")
    #expect(flat.place(of: Point(1, 3)) == Point(1, 4.5))
    let region = try #require(flat.projection?.line?.region)
    // The ends have losses ½ and 4½; at x = 1¼ the loss is 6⅛, within the rise of 4 above 4½.
    #expect(abs(region.y.lowerBound - (0.5 - 0.24)) <= 0.1)
    #expect(abs(region.y.upperBound - (6.125 + 0.24)) <= 0.01)
  }

  @Test func `has a square region around all projections`() throws {
    let plane = Plane.ofParameters(0, 1, through: Coordinates([0, 0, 0]))
    let points = [Coordinates([1, 2, 9]), Coordinates([3, 2, -9]), Coordinates([.nan, 0, 0])]
    let region = plane.region(containing: points)
    #expect(region == Region(x: 0.7...3.3, y: 0.7...3.3))
    #expect(plane.region(containing: [points[0]]) == Region(x: 0.5...1.5, y: 1.5...2.5))
    #expect(plane.region(containing: []) == Region(x: -0.5...0.5, y: -0.5...0.5))
  }
}
