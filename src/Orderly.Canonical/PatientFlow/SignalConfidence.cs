namespace Orderly.Canonical.PatientFlow;

/// <summary>
/// What a signal is worth. A result that has arrived is <see cref="Reported"/>; only a person's look makes it
/// <see cref="Reviewed"/>, and only a signature <see cref="Attested"/>. Gates name the least they accept.
/// </summary>
public enum SignalConfidence
{
    /// <summary>Deduced from another signal (real-time location, absence of an event). The weakest.</summary>
    Inferred,

    /// <summary>A system of record said so.</summary>
    Reported,

    /// <summary>A person looked at it.</summary>
    Reviewed,

    /// <summary>A person signed for it.</summary>
    Attested,
}
