import Testing

@testable import TerminalShell

private let millisecond: Nanoseconds = 1_000_000

@Suite struct `The ticker` {
  @Test func `counts every frame once, however it is asked`() {
    var ticker = Ticker()
    #expect(ticker.elapsedFrames(at: 0, rate: 30) == 0)
    var total = 0
    for time in stride(from: 7, through: 10_000, by: 7) {
      total += ticker.elapsedFrames(at: time * millisecond, rate: 30)
    }
    #expect((299...300).contains(total))
  }

  @Test func `is due just when a frame has passed`() throws {
    var ticker = Ticker()
    _ = ticker.elapsedFrames(at: 0, rate: 30)
    for frame in 1...100 {
      let due = try #require(ticker.nextDeadline(rate: 30))
      #expect(ticker.elapsedFrames(at: due - 1000, rate: 30) == 0, "frame \(frame)")
      #expect(ticker.elapsedFrames(at: due, rate: 30) == 1, "frame \(frame)")
    }
  }

  @Test func `gives several frames at once after a slow one, but not an age`() {
    var ticker = Ticker()
    _ = ticker.elapsedFrames(at: 0, rate: 30)
    #expect(ticker.elapsedFrames(at: 101 * millisecond, rate: 30) == 3)
    #expect(ticker.elapsedFrames(at: 3_600_000 * millisecond, rate: 30) == 15)
    #expect(ticker.elapsedFrames(at: 3_600_001 * millisecond, rate: 30) == 0)
  }

  @Test func `starts anew after a rest`() {
    var ticker = Ticker()
    _ = ticker.elapsedFrames(at: 0, rate: 30)
    #expect(ticker.elapsedFrames(at: 100 * millisecond, rate: nil) == 0)
    #expect(ticker.nextDeadline(rate: nil) == nil)
    #expect(ticker.elapsedFrames(at: 200 * millisecond, rate: 30) == 0)
    #expect(ticker.elapsedFrames(at: 234 * millisecond, rate: 30) == 1)
    ticker.reset()
    #expect(ticker.elapsedFrames(at: 400 * millisecond, rate: 30) == 0)
  }
}

@Suite struct `The pace` {
  @Test func `allows sixty frames a second`() {
    var pace = FrameLimiter()
    pace.didDraw(from: 0, to: millisecond)
    #expect(pace.nextFrameTime == 1_000_000_000 / 60)
  }

  @Test func `allows twenty frames a second over SSH`() {
    var pace = FrameLimiter(isRemote: true)
    pace.didDraw(from: millisecond, to: 2 * millisecond)
    #expect(pace.nextFrameTime == 51 * millisecond)
  }

  @Test func `spends at most half of the time in drawing`() {
    var pace = FrameLimiter()
    pace.didDraw(from: 100 * millisecond, to: 300 * millisecond)
    #expect(pace.nextFrameTime == 500 * millisecond)
  }
}
