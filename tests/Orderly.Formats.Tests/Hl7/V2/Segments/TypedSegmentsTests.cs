namespace Orderly.Formats.Tests.Hl7.V2.Segments;

public sealed class TypedSegmentsTests
{
    [Fact]
    public void The_fields_of_a_discharge_are_found_by_name()
    {
        var message = Sample.Parse(Sample.Discharge);

        message.Event().Recorded!.Value.Local.ShouldBe(new DateTime(2026, 3, 1, 8, 14, 0));
        message.Event().Occurred.ShouldBeNull();
        var patient = message.Patient();
        patient.Identifiers.ShouldBe([new ExtendedId("1001", "GEN", "MR"), new ExtendedId("2002", "STATE", "SS")]);
        (patient.FamilyName, patient.GivenName, patient.Born!.Value.Local.Year).ShouldBe(("Doe", "Jane", 1980));
        var visit = message.Visit();
        (visit.PatientClass, visit.DischargeDisposition).ShouldBe(("I", "01"));
        visit.Location.ShouldBe(new PersonLocation("4W", "401", "A", "GENERAL"));
        visit.PriorLocation.ShouldBeNull();
        visit.Visit.ShouldBe(new ExtendedId("V77", "GEN", null));
        visit.Admitted!.Value.Precision.ShouldBe(Hl7TimestampPrecision.Day);
        visit.Discharged!.Value.Precision.ShouldBe(Hl7TimestampPrecision.Minute);
    }

    [Fact]
    public void Each_merge_tells_what_is_given_up()
    {
        var message = Sample.Parse("MSH|^~\\&|A|B|C|D|20260301||ADT^A40|1|P|2.5\rEVN|A40\rPID|1\rMRG|7^^^GEN^MR||||V1^^^GEN\rPID|2\rMRG|8^^^GEN^MR\r");

        message.Merges().Select(merge => (merge.Identifiers.Single().Number, merge.Visit.Number)).ShouldBe([("7", "V1"), ("8", null)]);
    }

    [Fact]
    public void An_absent_segment_has_absent_fields()
    {
        var message = Sample.Parse($"{Sample.Header}\r");

        message.Patient().Identifiers.ShouldBeEmpty();
        message.Patient().FamilyName.ShouldBeNull();
        message.Visit().Location.ShouldBeNull();
        message.Visit().Admitted.ShouldBeNull();
        message.Merges().ShouldBeEmpty();
    }
}
