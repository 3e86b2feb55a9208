/// When each card of a lesson is told, for one set of recordings.
///
/// A card whose moment never comes with the settings in force has no place in it.
public struct CardSchedule: Sendable, Equatable {
  /// That of a lesson without cards.
  public static let empty = CardSchedule(entries: [])

  /// The cards by the step at which they come; those of one step in the order of the lesson.
  public let entries: [ScheduledCard]

  public struct ScheduledCard: Sendable, Equatable {
    /// The card's index in the scenario.
    public let card: Int
    public let step: Int
    /// The act that it belongs to: which settings are in force.
    public let act: Int
  }

  /// The place in `entries` of the card in force at a step: the last that has come by then.
  public func index(at step: Int) -> Int? {
    entries.lastIndex { $0.step <= step }
  }

  /// The card in force at a step; nil before the first.
  public func card(at step: Int) -> ScheduledCard? { index(at: step).map { entries[$0] } }

  /// The card that follows the one with this index in the scenario; from nil, the first.
  public func next(after card: Int?) -> ScheduledCard? {
    guard let place = index(of: card) else { return entries.first }
    return place + 1 < entries.count ? entries[place + 1] : nil
  }

  /// The card that precedes the one with this index in the scenario.
  public func previous(before card: Int?) -> ScheduledCard? {
    guard let place = index(of: card), place > 0 else { return nil }
    return entries[place - 1]
  }

  private func index(of card: Int?) -> Int? { entries.firstIndex { $0.card == card } }
}

extension Scenario {
  /// When each card comes in these recordings, by the names of the runs.
  ///
  /// The recordings are those of the first act. Those of the others are made here, which takes as
  /// long as simulating them; an act that cannot be recorded is left out.
  public func schedule(in recordings: [String: Recording]) -> CardSchedule {
    let acts = acts
    return schedule { act in act == 0 ? recordings : (try? acts[act].scenario.recordings()) ?? [:] }
  }

  /// When each card comes, with the recordings of each act from `recordings`.
  ///
  /// Exact: an event comes at the first step at which it holds, and not before the act has begun.
  /// An act begins with its first card, which waits for its moment under the settings before; if
  /// that never comes, neither does the rest of the lesson. One pass over the steps answers for
  /// all cards of an act, and ends with the last that comes: keep the schedule as long as the
  /// recordings.
  public func schedule(recordings: (_ act: Int) -> [String: Recording]) -> CardSchedule {
    var entries: [CardSchedule.ScheduledCard] = []
    var from = 0
    var former: [String: Recording] = [:]
    for (index, act) in acts.enumerated() {
      var told = act.cards
      if index > 0, let opening = told.popFirst() {
        guard let step = cards[opening].moment.step(in: former, from: from) else { break }
        // What would have come later under the settings before does not come any more.
        entries.removeAll { $0.step > step }
        entries.append(CardSchedule.ScheduledCard(card: opening, step: step, act: index))
        from = step
      }
      former = recordings(index)
      let moments = told.map { cards[$0].moment }
      let steps = Moment.steps(of: moments, in: former, from: from)
      let comes = zip(told, steps).compactMap { card, step in
        step.map { CardSchedule.ScheduledCard(card: card, step: $0, act: index) }
      }
      entries += comes.sorted { ($0.step, $0.card) < ($1.step, $1.card) }
    }
    return CardSchedule(entries: entries)
  }
}
