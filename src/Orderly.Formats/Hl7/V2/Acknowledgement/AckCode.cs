namespace Orderly.Formats.Hl7.V2;

/// <summary>MSA-1, table 0008. Application codes answer for the processing, commit codes for the safe storage only.</summary>
public enum AckCode
{
    AA,
    AE,
    AR,
    CA,
    CE,
    CR,
}

/// <summary>What became of a message.</summary>
public enum AckOutcome
{
    /// <summary>Stored, or processed: AA or CA.</summary>
    Accepted,

    /// <summary>Failed; the sender may send it again: AE or CE.</summary>
    Error,

    /// <summary>Refused for a reason that sending again does not mend: AR or CR.</summary>
    Rejected,
}

/// <summary>MSH-15 and MSH-16, table 0155: when the sender wants an answer.</summary>
public enum AckCondition
{
    /// <summary>AL, and any code not known here: an answer too many is harmless, a missing one stops the sender.</summary>
    Always,

    /// <summary>NE, and blank where the other field is not.</summary>
    Never,

    /// <summary>ER.</summary>
    OnError,

    /// <summary>SU.</summary>
    OnSuccess,
}
