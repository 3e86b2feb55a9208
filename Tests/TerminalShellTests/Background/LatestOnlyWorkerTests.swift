import Engine
import Interface
import Testing

@testable import TerminalShell

@Suite struct `The latest-only worker` {
  private func results<Request, Output>(
    of worker: LatestOnlyWorker<Request, Output>, until isComplete: ([Output]) -> Bool
  ) async throws -> [Output] {
    var results: [Output] = []
    for _ in 0..<6000 where !isComplete(results) {
      try await Task.sleep(for: .milliseconds(10))
      results += worker.drain()
    }
    return results
  }

  @Test func `returns results of the latest request only, and cancels earlier ones`() async throws {
    let worker = LatestOnlyWorker<Int, Int> { request, isCancelled, onResult in
      while !isCancelled() { onResult(request) }
      onResult(-request)
    }
    worker.submit(1)
    let first = try await results(of: worker) { $0.count > 3 }
    #expect(Set(first) == [1])
    worker.submit(2)
    let second = try await results(of: worker) { $0.contains(2) }
    #expect(Set(second) == [2])
    worker.submit(nil)
    try await Task.sleep(for: .milliseconds(50))
    #expect(worker.drain().isEmpty)
  }

  @Test func `finds the same minima from coarse to fine as a direct search`() async throws {
    let surface = SurfaceChoice.named("himmelblau")
    let search = BasinSearch(surface, in: Region(x: -5...5, y: -5...5))
    let worker = LatestOnlyWorker(findMinima)
    worker.submit(search)
    let events = try await results(of: worker) { events in
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
