import Engine
import Interface
import Testing

@testable import TerminalShell

@Suite struct `The surveyor` {
  private func answers<Request, Answer>(
    of surveyor: LatestOnlyWorker<Request, Answer>, until isEnough: ([Answer]) -> Bool
  ) async throws -> [Answer] {
    var answers: [Answer] = []
    for _ in 0..<1000 where !isEnough(answers) {
      try await Task.sleep(for: .milliseconds(10))
      answers += surveyor.drain()
    }
    return answers
  }

  @Test func `answers only what was asked for last, and stops what was before`() async throws {
    let surveyor = LatestOnlyWorker<Int, Int> { request, isCancelled, answer in
      while !isCancelled() { answer(request) }
      answer(-request)
    }
    surveyor.submit(1)
    let first = try await answers(of: surveyor) { $0.count > 3 }
    #expect(Set(first) == [1])
    surveyor.submit(2)
    let second = try await answers(of: surveyor) { $0.contains(2) }
    #expect(Set(second) == [2])
    surveyor.submit(nil)
    try await Task.sleep(for: .milliseconds(50))
    #expect(surveyor.drain().isEmpty)
  }

  @Test func `finds minima from coarse to fine, the same as at once`() async throws {
    let surface = SurfaceChoice.named("himmelblau")
    let search = BasinSearch(surface, in: Region(x: -5...5, y: -5...5))
    let seeker = LatestOnlyWorker(findMinima)
    seeker.submit(search)
    let events = try await answers(of: seeker) { events in
      events.contains { if case .minimaFound(_, _, true) = $0 { true } else { false } }
    }
    let found = events.compactMap { event -> Basins? in
      if case .minimaFound(search, let basins, _) = event { basins } else { nil }
    }
    #expect(found.count == 4)
    #expect(found.last == Basins(try Catalog.surface(surface), in: search.frame))
    #expect(found.map(\.minima.count) == found.map(\.minima.count).sorted())
    #expect(found.last?.minima.count == 4)
  }
}
