using System.Text.Json.Serialization;

namespace Orderly.Canonical.PatientFlow;

/// <summary>Labels that travel with an event, its tasks, summaries and exports, and narrow who may see them.</summary>
[Flags]
public enum SensitivityLabel
{
    None = 0,

    /// <summary>Restricted record (confidentiality code R).</summary>
    Restricted = 1,

    /// <summary>Substance use disorder record under 42 CFR Part 2.</summary>
    Part2 = 2,

    /// <summary>Psychiatric record.</summary>
    Psychiatric = 4,

    /// <summary>HIV-related record.</summary>
    [JsonStringEnumMemberName("HIV")]
    Hiv = 8,

    /// <summary>Person of public interest, co-worker, or otherwise shielded.</summary>
    [JsonStringEnumMemberName("VIP")]
    Vip = 16,
}
