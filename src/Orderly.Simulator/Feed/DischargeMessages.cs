using System.Globalization;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Simulator.Feed;

/// <summary>Writes a patient's messages as a demo facility's EHR would.</summary>
internal sealed class DischargeMessages(string facility)
{
    /// <param name="number">From 1; a new order of the same visit has the next.</param>
    public byte[] Order(SyntheticPatient patient, string controlId, DateTimeOffset at, int number = 1)
    {
        var message = Begin("OMG", "O19", "OMG_O19", patient, controlId, at);
        OrderSegments(message, patient, "NW", at, number);
        Set(message, "ZDC-1", patient.Mobility);
        Set(message, "ZDC-2", YesNo(patient.Oxygen));
        Set(message, "ZDC-3", YesNo(patient.MonitorOrVentilator));
        Set(message, "ZDC-4", YesNo(patient.Bariatric));
        Set(message, "ZDC-5", patient.Isolation);
        Set(message, "ZDC-6", YesNo(patient.LinePresent));
        Set(message, "ZDC-8", YesNo(patient.PendingCriticalResult));
        Set(message, "ZDC-9", patient.UnsignedOrders.ToString(CultureInfo.InvariantCulture));
        Set(message, "ZDC-10", "N");
        Set(message, "ZDC-11", patient.MedicationCount.ToString(CultureInfo.InvariantCulture));
        Set(message, "ZDC-12", YesNo(patient.HighRiskDrug));
        Set(message, "ZDC-13", YesNo(patient.BedDemanded));
        return message.ToBytes();
    }

    public byte[] OrderCancelled(SyntheticPatient patient, string controlId, DateTimeOffset at, int number = 1)
    {
        var message = Begin("OMG", "O19", "OMG_O19", patient, controlId, at);
        OrderSegments(message, patient, "CA", at, number);
        return message.ToBytes();
    }

    public byte[] Discharged(SyntheticPatient patient, string controlId, DateTimeOffset at)
    {
        var message = Begin("ADT", "A03", "ADT_A03", patient, controlId, at);
        return message.Set("PV1-45", Stamp(at)).ToBytes();
    }

    public byte[] DischargeCancelled(SyntheticPatient patient, string controlId, DateTimeOffset at) =>
        Begin("ADT", "A25", "ADT_A21", patient, controlId, at).ToBytes();

    /// <summary>Header and event.</summary>
    internal Hl7Editor Header(string type, string trigger, string structure, string controlId, DateTimeOffset at)
    {
        var message = Hl7Editor.Create(type, trigger, structure, controlId, Hl7Timestamp.From(at))
            .Set("MSH-3", "SIM-EHR")
            .Set("MSH-4", facility)
            .Set("MSH-5", "ORDERLY")
            .Set("MSH-6", facility);
        if (type == "ADT")
            message.Set("EVN-1", trigger).Set("EVN-2", Stamp(at)).Set("EVN-6", Stamp(at));
        return message;
    }

    /// <summary>Header, event, patient and visit; what a message says beside them is set on it.</summary>
    internal Hl7Editor Begin(string type, string trigger, string structure, SyntheticPatient patient, string controlId, DateTimeOffset at) =>
        Header(type, trigger, structure, controlId, at)
            .Set("PID-1", "1")
            .Set("PID-3.1", patient.Mrn).Set("PID-3.4", facility).Set("PID-3.5", "MR")
            .Set("PID-5.1", patient.Family).Set("PID-5.2", patient.Given)
            .Set("PID-7", patient.Born.ToString("yyyyMMdd", CultureInfo.InvariantCulture))
            .Set("PID-8", patient.Sex)
            .Set("PV1-1", "1").Set("PV1-2", "I")
            .Set("PV1-3.1", patient.Unit).Set("PV1-3.2", patient.Room).Set("PV1-3.3", patient.Bed).Set("PV1-3.4", facility)
            .Set("PV1-7.1", patient.Attending)
            .Set("PV1-19.1", patient.Visit).Set("PV1-19.4", facility)
            .Set("PV1-36", patient.Disposition);

    private static void OrderSegments(Hl7Editor message, SyntheticPatient patient, string control, DateTimeOffset at, int order)
    {
        var number = order == 1 ? $"DC-{patient.Visit}" : $"DC-{patient.Visit}-{order}";
        message.Set("ORC-1", control).Set("ORC-2.1", number).Set("ORC-9", Stamp(at)).Set("ORC-12.1", patient.Attending)
            .Set("OBR-1", "1").Set("OBR-2.1", number)
            .Set("OBR-4.1", "DISCHARGE").Set("OBR-4.2", "Discharge patient").Set("OBR-4.3", "L");
    }

    private static void Set(Hl7Editor message, string path, string? text)
    {
        if (text is not null)
            message.Set(path, text);
    }

    internal static string Stamp(DateTimeOffset at) => Hl7Timestamp.From(at).ToString();

    private static string? YesNo(bool? fact) => fact switch { true => "Y", false => "N", null => null };
}
