using System.Collections.Frozen;
using System.Globalization;

namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// Which structure (MSH-9.3) a trigger (MSH-9.1 and 9.2) has, and which segments that structure cannot do without. Several triggers
/// share a structure, and before 2.3.1 MSH-9.3 does not exist. Only what hospital streams carry is listed; another trigger is unknown
/// here, which is no fault of the message.
/// </summary>
public static class MessageStructures
{
    // Structure, its triggers, and the segments required in every version that has it. MSH is always there.
    private static readonly (string Structure, string Triggers, string Required)[] Table =
    [
        ("ADT_A01", "A01 A04 A08 A13", "EVN PID PV1"),
        ("ADT_A02", "A02", "EVN PID PV1"),
        ("ADT_A03", "A03", "EVN PID PV1"),
        ("ADT_A05", "A05 A14 A28 A31", "EVN PID PV1"),
        ("ADT_A06", "A06 A07", "EVN PID PV1"),
        ("ADT_A09", "A09 A10 A11", "EVN PID PV1"),
        ("ADT_A12", "A12", "EVN PID PV1"),
        ("ADT_A15", "A15", "EVN PID PV1"),
        ("ADT_A16", "A16", "EVN PID PV1"),
        ("ADT_A17", "A17", "EVN PID PV1"),
        ("ADT_A18", "A18", "EVN PID MRG"),
        ("ADT_A20", "A20", "EVN NPU"),
        ("ADT_A21", "A21 A22 A23 A25 A26 A27 A29 A32 A33", "EVN PID"),
        ("ADT_A24", "A24", "EVN PID"),
        ("ADT_A30", "A30 A34 A35 A36 A46 A47 A48 A49", "EVN PID MRG"),
        ("ADT_A37", "A37", "EVN PID"),
        ("ADT_A38", "A38", "EVN PID PV1"),
        ("ADT_A39", "A39 A40 A41 A42", "EVN PID MRG"),
        ("ADT_A43", "A43 A44", "EVN PID MRG"),
        ("ADT_A45", "A45", "EVN PID MRG PV1"),
        ("ADT_A50", "A50 A51", "EVN PID MRG PV1"),
        ("ADT_A54", "A54 A55", "EVN PID PV1"),
        ("ADT_A60", "A60", "EVN PID"),
        ("ADT_A61", "A61 A62", "EVN PID PV1"),
        ("BAR_P01", "P01", "EVN PID"),
        ("BAR_P02", "P02", "EVN PID"),
        ("BAR_P05", "P05", "EVN PID"),
        ("BAR_P06", "P06", "EVN PID"),
        ("BAR_P12", "P12", "EVN PID"),
        ("DFT_P03", "P03", "EVN PID FT1"),
        ("DFT_P11", "P11", "EVN PID FT1"),
        ("MDM_T01", "T01 T03 T05 T07 T09 T11", "EVN PID PV1 TXA"),
        ("MDM_T02", "T02 T04 T06 T08 T10", "EVN PID PV1 TXA OBX"),
        ("MFN_M02", "M02", "MFI MFE STF"),
        ("MFN_M05", "M05", "MFI MFE LOC"),
        ("MFN_M15", "M15", "MFI MFE IIM"),
        ("OMG_O19", "O19", "ORC OBR"),
        ("OML_O21", "O21", "ORC"),
        ("OMN_O07", "O07", "ORC RQD"),
        ("OMP_O09", "O09", "ORC RXO"),
        ("OMS_O05", "O05", "ORC RQD"),
        ("ORM_O01", "O01", "ORC"),
        ("ORU_R01", "R01", "OBR"),
        ("RAS_O17", "O17", "ORC RXA"),
        ("RDE_O11", "O11 O25", "ORC RXE"),
        ("RDS_O13", "O13", "ORC RXD"),
        ("REF_I12", "I12 I13 I14 I15", "PRD PID"),
        ("RGV_O15", "O15", "ORC RXG"),
        ("SIU_S12", "S12 S13 S14 S15 S16 S17 S18 S19 S20 S21 S22 S23 S24 S26", "SCH RGS"),
        ("VXU_V04", "V04", "PID"),
    ];

    private static readonly FrozenDictionary<string, string> ByTrigger = Table
        .SelectMany(row => row.Triggers.Split(' ').Select(trigger => KeyValuePair.Create($"{row.Structure[..3]}^{trigger}", row.Structure)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> ByStructure = Table
        .ToFrozenDictionary(row => row.Structure, row => row.Required.Split(' '), StringComparer.Ordinal);

    /// <summary>The structure of a type and trigger event, such as ADT_A01 for ADT and A08; null when it is not listed.</summary>
    public static string? Of(string messageType, string triggerEvent) =>
        ByTrigger.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"{messageType}^{triggerEvent}"));

    /// <summary>Names of the segments that a message of this structure must hold; empty for a structure that is not listed.</summary>
    public static IReadOnlyList<string> RequiredSegments(string structure) => ByStructure.GetValueOrDefault(structure, []);
}
