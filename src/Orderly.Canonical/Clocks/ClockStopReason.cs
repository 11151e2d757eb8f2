namespace Orderly.Canonical.Clocks;

/// <summary>Why an SLA clock stands still. Every stop has one, is limited in time, and starts the ladder again when it expires.</summary>
public enum ClockStopReason
{
    WaitUpstream,
    WaitExternal,
    PatientClinical,
    PatientPreference,
    NoStaff,
    NoEquipment,
    IsolationExtra,
    SystemDown,
    DataError,
    OrderIncomplete,
    Duplicate,
}

/// <summary>Who is waited for: a department's code with <see cref="ClockStopReason.WaitUpstream"/>, an outside party with
/// <see cref="ClockStopReason.WaitExternal"/>; null with every other reason.</summary>
public sealed record ClockStop(ClockStopReason Reason, string? WaitsFor, TimeSpan Limit)
{
    /// <summary>The longest a stop may last before it must be given again.</summary>
    public static readonly TimeSpan LongestLimit = TimeSpan.FromMinutes(60);

    /// <summary>Null when the stop is allowed, otherwise what is wrong with it.</summary>
    public string? Objection() => this switch
    {
        { Reason: ClockStopReason.WaitUpstream or ClockStopReason.WaitExternal, WaitsFor: null or "" } =>
            $"Expected who is waited for with {Reason}, but none is named",
        { Reason: not (ClockStopReason.WaitUpstream or ClockStopReason.WaitExternal), WaitsFor: not null } =>
            $"Expected nobody to be waited for with {Reason}, but '{WaitsFor}' is named",
        _ when Limit <= TimeSpan.Zero || Limit > LongestLimit =>
            $"Expected a limit of up to {LongestLimit.TotalMinutes:0} minutes, but it is {Limit.TotalMinutes:0.#}",
        _ => null,
    };
}
