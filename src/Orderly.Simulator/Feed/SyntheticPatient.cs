namespace Orderly.Simulator.Feed;

/// <summary>A patient nobody ever was, with what a discharge order says. Null facts are unknown and sent as empty fields.</summary>
/// <param name="Index">Place in the stream, from 0; equal seeds give equal patients at equal places.</param>
/// <param name="Disposition">The site's own code, such as <c>HOME</c>.</param>
/// <param name="Mobility"><c>WALK</c>, <c>WCH</c> or <c>STR</c>.</param>
public sealed record SyntheticPatient(
    int Index,
    string Mrn,
    string Visit,
    string Family,
    string Given,
    DateOnly Born,
    string Sex,
    string Unit,
    string Room,
    string Bed,
    string Attending,
    string Disposition,
    string? Mobility,
    bool? Oxygen,
    bool? MonitorOrVentilator,
    bool? Bariatric,
    string? Isolation,
    bool LinePresent,
    bool PendingCriticalResult,
    int UnsignedOrders,
    int MedicationCount,
    bool HighRiskDrug,
    bool BedDemanded);
