using System.Globalization;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Formats.Hl7.V2;
using Orderly.Simulator.Feed;
using Orderly.Simulator.Hospital.Stays;

namespace Orderly.Simulator.Hospital.Wire;

/// <summary>
/// Writes what happened as HL7 v2, as the EHR, the laboratory and the pharmacy of each facility would. Control ids count up, so
/// equal events in equal order give equal bytes.
/// </summary>
public sealed class HospitalMessages(int seed)
{
    private int written;

    public WireMessage Write(EhrEvent happened)
    {
        var controlId = string.Create(CultureInfo.InvariantCulture, $"H{seed}-{++written}");
        var at = TimeZoneInfo.ConvertTime(happened.At, happened.Facility.TimeZone);
        var recorded = TimeZoneInfo.ConvertTime(happened.RecordedAt, happened.Facility.TimeZone);
        var bytes = Bytes(happened, new DischargeMessages(happened.Facility.Code), controlId, at, recorded);
        return new WireMessage(happened.RecordedAt, happened.Facility.Code, happened.Bed is null ? happened.Patient.Visit : "", happened.Kind, controlId, bytes);
    }

    private static byte[] Bytes(EhrEvent happened, DischargeMessages messages, string controlId, DateTimeOffset at, DateTimeOffset recorded)
    {
        var who = happened.Patient;
        return happened.Kind switch
        {
            EhrEventKind.DischargeOrdered => messages.Order(who, controlId, at, happened.Order),
            EhrEventKind.DischargeOrderCancelled => messages.OrderCancelled(who, controlId, at, happened.Order),
            EhrEventKind.BedRequested => Request(messages.Begin("ADT", "A14", "ADT_A05", who, controlId, recorded), happened, at),
            EhrEventKind.BedStatusChanged => BedTold(messages.Header("ADT", "A20", "ADT_A20", controlId, recorded), happened, at),
            EhrEventKind.TestOrdered => Test(messages.Begin("OMG", "O19", "OMG_O19", who, controlId, at), happened, at),
            EhrEventKind.Resulted => Result(messages.Begin("ORU", "R01", "ORU_R01", who, controlId, at), happened, at),
            EhrEventKind.Prescribed => Prescription(messages.Begin("RDE", "O11", "RDE_O11", who, controlId, at), happened, at),
            EhrEventKind.Dispensed => Dispense(messages.Begin("RDS", "O13", "RDS_O13", who, controlId, at), happened, at),
            _ => Movement(messages, happened, controlId, at, recorded),
        };
    }

    private static byte[] Movement(DischargeMessages messages, EhrEvent happened, string controlId, DateTimeOffset at, DateTimeOffset recorded)
    {
        var (trigger, structure) = happened.Kind switch
        {
            EhrEventKind.Admitted => ("A01", "ADT_A01"),
            EhrEventKind.AdmitCancelled => ("A11", "ADT_A09"),
            EhrEventKind.Transferred => ("A02", "ADT_A02"),
            EhrEventKind.TransferCancelled => ("A12", "ADT_A12"),
            EhrEventKind.ExpectedDischargeChanged or EhrEventKind.DispositionChanged => ("A08", "ADT_A01"),
            EhrEventKind.DischargePending => ("A16", "ADT_A16"),
            EhrEventKind.DischargePendingCancelled => ("A25", "ADT_A21"),
            EhrEventKind.Discharged => ("A03", "ADT_A03"),
            EhrEventKind.DischargeCancelled => ("A13", "ADT_A01"),
            var other => throw new ArgumentOutOfRangeException(nameof(happened), other, "Expected a movement"),
        };
        var message = messages.Begin("ADT", trigger, structure, happened.Patient, controlId, recorded).Set("EVN-6", DischargeMessages.Stamp(at));
        // Where someone goes is known once leaving is spoken of.
        if (happened.Kind is EhrEventKind.Admitted or EhrEventKind.AdmitCancelled or EhrEventKind.Transferred or EhrEventKind.TransferCancelled or EhrEventKind.ExpectedDischargeChanged)
            message.Clear(Hl7Path.Parse("PV1-36"));
        if (happened.Kind == EhrEventKind.Admitted)
            message.Set("PV1-44", DischargeMessages.Stamp(at));
        if (happened is { Kind: EhrEventKind.Transferred or EhrEventKind.TransferCancelled, Prior: { } prior })
            Place(message, prior, happened.Facility);
        if (happened.Kind == EhrEventKind.Discharged)
            message.Set("PV1-45", DischargeMessages.Stamp(at));
        else if (happened.Expected is { } expected)
            message.Set("PV2-9", DischargeMessages.Stamp(TimeZoneInfo.ConvertTime(expected, happened.Facility.TimeZone)));
        if (happened.IsDeath)
            message.Set("PID-30", "Y");
        return message.ToBytes();
    }

    private static void Place(Hl7Editor message, Bed bed, Facility facility) =>
        message.Set("PV1-6.1", bed.Unit).Set("PV1-6.2", bed.Room).Set("PV1-6.3", bed.Code).Set("PV1-6.4", facility.Code);

    /// <summary>Of someone who lies nowhere yet and whose leaving is not spoken of; what they need stands in the site's segment ZBR.</summary>
    private static byte[] Request(Hl7Editor message, EhrEvent happened, DateTimeOffset at)
    {
        message.Set("EVN-6", DischargeMessages.Stamp(at)).Clear(Hl7Path.Parse("PV1-36")).Clear(Hl7Path.Parse("PV1-3"))
            .Set("ZBR-1", happened.LevelOfCare ?? throw new ArgumentException("Expected a level of care with a request for a bed, but there is none", nameof(happened)));
        if (happened.Patient.Isolation is { } isolation)
            message.Set("ZBR-2", isolation);
        return message.ToBytes();
    }

    /// <summary>NPU-2 is of HL7 table 0116.</summary>
    private static byte[] BedTold(Hl7Editor message, EhrEvent happened, DateTimeOffset at)
    {
        var bed = happened.Bed ?? throw new ArgumentException("Expected a bed with its status, but there is none", nameof(happened));
        var status = happened.BedStatus switch
        {
            BedStatus.Closed => "C",
            BedStatus.Housekeeping => "H",
            BedStatus.Occupied => "O",
            BedStatus.Unoccupied => "U",
            BedStatus.Contaminated => "K",
            BedStatus.Isolated => "I",
            var other => throw new ArgumentOutOfRangeException(nameof(happened), other, "Expected a status of a bed"),
        };
        return message.Set("EVN-6", DischargeMessages.Stamp(at))
            .Set("NPU-1.1", bed.Unit).Set("NPU-1.2", bed.Room).Set("NPU-1.3", bed.Code).Set("NPU-1.4", happened.Facility.Code).Set("NPU-2", status)
            .ToBytes();
    }

    private static byte[] Test(Hl7Editor message, EhrEvent happened, DateTimeOffset at) => message
        .Set("ORC-1", "NW").Set("ORC-2.1", $"LAB-{happened.Patient.Visit}").Set("ORC-9", DischargeMessages.Stamp(at))
        .Set("OBR-1", "1").Set("OBR-2.1", $"LAB-{happened.Patient.Visit}").Set("OBR-4.1", "PANEL").Set("OBR-4.2", "Morning panel").Set("OBR-4.3", "L")
        .ToBytes();

    private static byte[] Result(Hl7Editor message, EhrEvent happened, DateTimeOffset at) => message
        .Set("MSH-3", "SIM-LAB")
        .Set("ORC-1", "RE").Set("ORC-2.1", $"LAB-{happened.Patient.Visit}").Set("ORC-9", DischargeMessages.Stamp(at))
        .Set("OBR-1", "1").Set("OBR-2.1", $"LAB-{happened.Patient.Visit}").Set("OBR-4.1", "PANEL").Set("OBR-4.2", "Morning panel").Set("OBR-4.3", "L")
        .Set("OBR-22", DischargeMessages.Stamp(at)).Set("OBR-25", "F")
        .Set("OBX-1", "1").Set("OBX-2", "ST").Set("OBX-3.1", "PANEL").Set("OBX-3.2", "Morning panel").Set("OBX-3.3", "L")
        .Set("OBX-5", happened.IsCritical ? "outside limits" : "within limits").Set("OBX-8", happened.IsCritical ? "AA" : "N").Set("OBX-11", "F")
        .Set("OBX-14", DischargeMessages.Stamp(at))
        .ToBytes();

    private static byte[] Prescription(Hl7Editor message, EhrEvent happened, DateTimeOffset at) => Medicine(message, happened, at)
        .Set("RXE-2.1", "MED").Set("RXE-2.2", "Discharge medicine").Set("RXE-2.3", "L").Set("RXE-3", "1").Set("RXE-5.1", "TAB")
        .ToBytes();

    private static byte[] Dispense(Hl7Editor message, EhrEvent happened, DateTimeOffset at) => Medicine(message, happened, at)
        .Set("RXD-1", "1").Set("RXD-2.1", "MED").Set("RXD-2.2", "Discharge medicine").Set("RXD-2.3", "L").Set("RXD-3", DischargeMessages.Stamp(at)).Set("RXD-4", "1")
        .ToBytes();

    private static Hl7Editor Medicine(Hl7Editor message, EhrEvent happened, DateTimeOffset at)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"RX-{happened.Patient.Visit}-{happened.Order}");
        return message
            .Set("MSH-3", "SIM-RX")
            .Set("ORC-1", happened.Kind == EhrEventKind.Prescribed ? "NW" : "RE").Set("ORC-2.1", number).Set("ORC-9", DischargeMessages.Stamp(at));
    }
}
