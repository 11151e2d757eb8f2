namespace Orderly.Canonical.Organisation;

/// <summary>A hospital site. <paramref name="Zone"/> is its IANA zone; every zone-less time of the site is read in it.</summary>
public sealed record Facility(short Id, string Code, string Name, string Zone)
{
    /// <exception cref="TimeZoneNotFoundException">The zone is not known on this machine.</exception>
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Zone);
}

/// <summary>A department of one facility and the cost centre its work is booked to.</summary>
public sealed record Department(string Code, short Facility, string Name, string? CostCentre);

/// <summary>A place that gives care, within one department.</summary>
public sealed record Unit(string Code, short Facility, string Department, string Name, string? LevelOfCare);

/// <summary>A staffed bed: HL7 PL components 1 to 3 within its facility.</summary>
public sealed record Bed(short Facility, string Unit, string Room, string Code);
