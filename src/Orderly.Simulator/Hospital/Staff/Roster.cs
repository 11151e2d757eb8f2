using Orderly.Canonical.Organisation;

namespace Orderly.Simulator.Hospital.Staff;

/// <summary>Who of the organisation works when. People without a shift, and those a visitor acts as, are not played.</summary>
public sealed class Roster
{
    private readonly OrganisationDirectory organisation;

    /// <param name="notPlayed">Ids of people whom someone else acts as.</param>
    public Roster(OrganisationDirectory organisation, IReadOnlySet<string> notPlayed)
    {
        this.organisation = organisation;
        Players = [.. organisation.Persons.Where(person => person.Shift is not null && !notPlayed.Contains(person.Id)).Select(Player)];
    }

    public IReadOnlyList<Player> Players { get; }

    private Player Player(Person person)
    {
        var held = organisation.Bindings.Where(binding => binding.Person == person.Id).ToList();
        return new Player(
            person.Id,
            organisation.Facilities.First(facility => held.Exists(binding => binding.Facility == facility.Id)),
            organisation.Shifts.Single(shift => shift.Code == person.Shift),
            [.. held.Select(binding => binding.Role).Distinct()]);
    }
}

/// <summary>A person of the organisation that the simulator plays.</summary>
public sealed record Player(string Person, Facility Facility, Shift Shift, IReadOnlyList<string> Roles)
{
    public bool IsOnShift(DateTimeOffset at) => Shift.Covers(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Facility.TimeZone).DateTime));

    /// <summary>How long until the next shift begins.</summary>
    public TimeSpan UntilShift(DateTimeOffset at)
    {
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Facility.TimeZone).DateTime);
        return IsOnShift(at) ? TimeSpan.Zero : Shift.From - local;
    }
}

/// <summary>A queue that is left to people: "pharmacist" everywhere, or "bedside-nurse@5W" in one unit.</summary>
public sealed record LeftAlone(string Role, string? Unit)
{
    /// <exception cref="FormatException">Not of the form role or role@unit.</exception>
    public static LeftAlone Parse(string text) => text.Split('@') switch
    {
        [{ Length: > 0 } role] => new LeftAlone(role, null),
        [{ Length: > 0 } role, { Length: > 0 } unit] => new LeftAlone(role, unit),
        _ => throw new FormatException($"Expected a role such as pharmacist, or one in a unit such as bedside-nurse@5W, but got '{text}'"),
    };

    internal bool Covers(QueueSeen? queue) => queue is not null && queue.Role == Role && (Unit is null || queue.Unit == Unit);
}
