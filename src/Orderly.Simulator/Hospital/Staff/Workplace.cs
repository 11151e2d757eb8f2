using System.Collections.Concurrent;
using System.Text.Json;

namespace Orderly.Simulator.Hospital.Staff;

/// <summary>What colleagues share: the time, their habits, the forms they have read, and the word that a patient may leave.</summary>
internal sealed class Workplace(HospitalTime time, Habits habits, IReadOnlyList<LeftAlone> leftAlone, Action<string> letGo)
{
    private readonly ConcurrentDictionary<string, JsonElement> forms = new();

    public HospitalTime Time { get; } = time;

    public Habits Habits { get; } = habits;

    public IReadOnlyList<LeftAlone> LeftAlone { get; } = leftAlone;

    public StaffTally Tally { get; } = new();

    /// <summary>Completing it ends the staff's part of a discharge.</summary>
    public const string ExitForm = "exit-huddle";

    /// <summary>Roles that answer for late work.</summary>
    public IReadOnlySet<string> Answering { get; } = new HashSet<string> { "unit-coordinator", "shift-lead", "house-supervisor", "administrator-on-call" };

    public void LetGo(string visit) => letGo(visit);

    public async Task<JsonElement> Form(string id, OrderlyClient orderly, CancellationToken cancel) =>
        forms.TryGetValue(id, out var known) ? known : forms.GetOrAdd(id, await orderly.Form(id, cancel));
}

/// <summary>What the staff did, by deed; a refusal by deed and status.</summary>
public sealed class StaffTally
{
    private readonly ConcurrentDictionary<string, int> counts = new();

    public IReadOnlyDictionary<string, int> Counts => counts;

    internal void Add(string deed) => counts.AddOrUpdate(deed, 1, (_, before) => before + 1);
}
