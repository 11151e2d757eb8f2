using System.Text;
using System.Text.Json;
using CsCheck;
using Orderly.Canonical;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Routes;

namespace Orderly.Connectors.Tests.Routes;

public sealed class RouteMapperTests
{
    private readonly RouteFixture fixture = new();

    [Fact]
    public void A_discharge_becomes_an_event_with_typed_fields_and_no_demographics()
    {
        var mapped = fixture.Mapped(RouteFixture.A03(tail: "PV2|||||||||20260609140000\r"));

        var discharged = mapped.Events.ShouldHaveSingleItem();
        discharged.Type.ShouldBe(PatientFlowEventType.Discharged);
        discharged.Facility.ShouldBe((short)7);
        discharged.OccurredAt.ShouldBe(new DateTimeOffset(2026, 6, 9, 12, 30, 0, TimeSpan.FromHours(-4)));
        discharged.RecordedAt.ShouldBe(new DateTimeOffset(2026, 6, 9, 12, 34, 0, TimeSpan.FromHours(-4)));
        discharged.ReceivedAt.ShouldBe(RouteFixture.ReceivedAt);
        discharged.SourceSystem.ShouldBe("EHR|HP");
        discharged.SourceMessageId.ShouldBe("M-1");
        discharged.Encounter.ShouldBe(new EncounterRef("HP", "V-1"));
        discharged.Location.ShouldBe(new LocationChange(new Location("5W", "512", "A"), null));
        discharged.Class.ShouldBe(PatientClass.Inpatient);
        discharged.Labels.ShouldBe(SensitivityLabel.Vip);
        discharged.Confidence.ShouldBe(SignalConfidence.Reported);
        discharged.Payload.ShouldBe(new DischargeDetail
        {
            Disposition = Disposition.Home,
            SentDisposition = "01",
            ExpectedAt = new DateTimeOffset(2026, 6, 9, 14, 0, 0, TimeSpan.FromHours(-4)),
        });
        var stored = JsonSerializer.Serialize(discharged, CanonicalJson.Default.PatientFlowEvent);
        stored.ShouldNotContain("48213");
        stored.ShouldNotContain("Okafor");
        JsonSerializer.Deserialize(stored, CanonicalJson.Default.PatientFlowEvent).ShouldBe(discharged);
    }

    [Fact]
    public void The_patient_is_told_apart_by_number_and_authority_and_goes_beside_the_events()
    {
        var patient = fixture.Mapped(RouteFixture.A03()).Patient.ShouldNotBeNull();

        patient.Identifier.ShouldBe(new PatientIdentifier("48213", "HP"));
        (patient.FamilyName, patient.GivenName, patient.BirthDate, patient.Sex).ShouldBe(("Okafor-Sample", "Lena", new DateOnly(1951, 3, 22), "F"));
        patient.Token.ShouldBe(fixture.Mapped(RouteFixture.A03(visit: "V-2")).Events[0].Patient!.Value);
        patient.Token.ShouldNotBe(fixture.Mapped(RouteFixture.A03().Replace("48213^^^HP", "48213^^^LAB", StringComparison.Ordinal)).Patient!.Token);
        patient.ToString().ShouldNotContain("Okafor");
        patient.Identifier.ToString().ShouldNotContain("48213");
    }

    [Fact]
    public void The_process_message_carries_key_life_time_and_variables_in_the_engines_exact_form()
    {
        var message = fixture.Mapped(RouteFixture.A03(tail: "DG1|1||I10\rDG1|2||E11\r")).Messages.ShouldHaveSingleItem();

        message.Name.ShouldBe("Discharged");
        message.CorrelationKey.ShouldBe("HP|V-1");
        message.TimeToLive.ShouldBe(TimeSpan.FromMinutes(10));
        var variables = JsonDocument.Parse(message.Variables).RootElement;
        variables.GetProperty("exitedAt").GetProperty("@feel").GetString().ShouldBe("date and time");
        variables.GetProperty("codes").EnumerateArray().Select(code => code.GetString()).ShouldBe(["I10", "E11"]);
        variables.GetProperty("patient").GetString()!.Length.ShouldBe(32);
    }

    [Fact]
    public void Mapping_again_gives_the_same_events_ids_included_and_each_event_its_own()
    {
        var first = fixture.Mapped(RouteFixture.A03()).Events.ShouldHaveSingleItem();

        fixture.Mapped(RouteFixture.A03()).Events.ShouldHaveSingleItem().ShouldBe(first);
        first.Id.Version.ShouldBe(7);
        first.Id.ShouldNotBe(RouteFixture.InboxId);
    }

    [Fact]
    public void Two_messages_that_tell_the_same_event_have_the_same_semantic_key()
    {
        var key = fixture.Mapped(RouteFixture.A03()).Events[0].SemanticKey;

        fixture.Mapped(RouteFixture.A03().Replace("M-1", "M-2", StringComparison.Ordinal)).Events[0].SemanticKey.ShouldBe(key);
        fixture.Mapped(RouteFixture.A03(occurred: "20260609123001")).Events[0].SemanticKey.ShouldNotBe(key);
        fixture.Mapped(RouteFixture.A03(occurred: "20260609163000+0000")).Events[0].SemanticKey.ShouldBe(key);
    }

    [Fact]
    public void A_cancel_says_what_it_takes_back()
    {
        var cancelled = fixture.Mapped(RouteFixture.A03().Replace("A03", "A13", StringComparison.Ordinal)).Events.ShouldHaveSingleItem();

        cancelled.Type.ShouldBe(PatientFlowEventType.DischargeCancelled);
        cancelled.Supersedes.ShouldBe(PatientFlowEventType.Discharged);
    }

    [Fact]
    public void A_rule_says_what_must_have_come_before_and_after_what_its_message_is_too_late()
    {
        var cancelled = fixture.Mapped(RouteFixture.A03().Replace("A03", "A13", StringComparison.Ordinal));
        var discharged = fixture.Mapped(RouteFixture.A03());

        cancelled.After.ShouldHaveSingleItem().ShouldBe([PatientFlowEventType.Discharged, PatientFlowEventType.Deceased]);
        cancelled.Encounter.ShouldBe(cancelled.Events[0].Encounter);
        discharged.After.ShouldBeEmpty();
        discharged.Messages.ShouldHaveSingleItem().NotAfter.ShouldBe(PatientFlowEventType.Deceased);
    }

    [Fact]
    public void A_merge_gives_an_alias_from_the_old_token_to_the_surviving_one()
    {
        var mapped = fixture.Mapped(RouteFixture.A03(tail: "MRG|555^^^HP\r").Replace("A03", "A40", StringComparison.Ordinal));

        var from = ((IdentityDetail)mapped.Events.ShouldHaveSingleItem().Payload!).From;
        mapped.Alias.ShouldBe(new PatientAlias(from, mapped.Patient!.Token));
        from.ShouldNotBe(mapped.Patient.Token);
    }

    [Theory]
    [InlineData("20261101013000", true, -4)]
    [InlineData("20260308023000", true, -5)]
    [InlineData("20261101013000-0500", false, -5)]
    [InlineData("20260609123000", false, -4)]
    public void A_local_time_that_a_clock_change_makes_doubtful_is_flagged(string occurred, bool ambiguous, int offset)
    {
        var mapped = fixture.Mapped(RouteFixture.A03(occurred: occurred)).Events.ShouldHaveSingleItem();

        mapped.TimeIsAmbiguous.ShouldBe(ambiguous);
        mapped.OccurredAt.Offset.ShouldBe(TimeSpan.FromHours(offset));
    }

    [Fact]
    public void A_time_without_zone_is_read_in_the_zone_of_the_messages_facility() =>
        fixture.Mapped(RouteFixture.A03(facility: "LAB")).Events.ShouldHaveSingleItem().OccurredAt.Offset.ShouldBe(TimeSpan.Zero);

    [Fact]
    public void Order_key_is_facility_authority_and_visit_and_a_key_of_its_own_without_a_visit()
    {
        fixture.Mapped(RouteFixture.A03()).OrderKey.ShouldBe("HP|HP|V-1");
        fixture.Mapped(RouteFixture.A03(visit: "").Replace("ADT^A03", "ADT^A13", StringComparison.Ordinal)).OrderKey.ShouldBe("HP||~M-1");
    }

    [Fact]
    public void A_message_that_no_rule_wants_is_ignored_with_the_reason() =>
        fixture.Map(RouteFixture.A03().Replace("ADT^A03", "ADT^A60", StringComparison.Ordinal))
            .ShouldBeOfType<MappingOutcome.Ignored>().Reason.ShouldBe("No rule of route 'adt' applies to ADT^A60");

    [Fact]
    public void A_missing_required_field_is_quarantined_with_path_and_rule() =>
        fixture.Quarantined(RouteFixture.A03(unit: "")).ShouldBe("Expected a value at PV1-3.1, which rule 'discharged' of route 'adt' requires, but it is empty");

    [Fact]
    public void A_code_that_the_map_does_not_list_is_quarantined_with_the_code()
    {
        fixture.Quarantined(RouteFixture.A03(disposition: "ZZ")).ShouldBe("Expected a code listed in the map 'disposition' of 'values', but it is 'ZZ' (rule 'discharged' of route 'adt')");
        fixture.Quarantined(RouteFixture.A03(disposition: "Okafor-Sample Lena")).ShouldNotContain("Okafor");
    }

    [Fact]
    public void A_timestamp_that_is_none_is_quarantined_without_its_text() =>
        fixture.Quarantined(RouteFixture.A03(occurred: "yesterday")).ShouldBe("Expected a timestamp at EVN-6, but it is another text (times of route 'adt')");

    [Fact]
    public void A_message_without_its_visit_is_quarantined_when_it_is_what_correlates() =>
        fixture.Quarantined(RouteFixture.A03(visit: "")).ShouldContain("Expected a correlation key from 'encounter', but rule 'exit' of route 'adt' gives none");

    [Fact]
    public void A_mended_route_maps_what_was_quarantined()
    {
        var message = RouteFixture.A03(disposition: "ZZ");
        fixture.Quarantined(message);

        fixture.Table.Current = RouteFixture.Read(RouteFixture.Yaml.Replace("\"03\": SkilledNursing", "\"03\": SkilledNursing\n    otherwise: Other", StringComparison.Ordinal));

        ((DischargeDetail)fixture.Mapped(message).Events.ShouldHaveSingleItem().Payload!).Disposition.ShouldBe(Disposition.Other);
    }

    [Fact]
    public void A_map_that_gives_no_value_of_the_field_is_quarantined_with_the_field()
    {
        var route = new RouteFixture(RouteFixture.Yaml.Replace("\"01\": Home", "\"01\": Howe", StringComparison.Ordinal));

        route.Quarantined(RouteFixture.A03()).ShouldBe("Expected 'disposition' of Discharged to be of its kind, but rule 'discharged' of route 'adt' gives another");
    }

    [Fact]
    public void A_route_that_is_gone_is_told_as_the_reason() =>
        fixture.Map(RouteFixture.A03(), route: "other").ShouldBeOfType<MappingOutcome.Quarantine>().Reason.ShouldContain("'other'");

    [Fact]
    public void Any_damage_to_a_message_gives_an_outcome_and_never_an_exception()
    {
        var message = Encoding.UTF8.GetBytes(RouteFixture.A03(tail: "PV2|||||||||20260609140000\rDG1|1||I10\r"));

        Gen.Select(Gen.Int[0, message.Length - 1], Gen.Byte).Array[1, 6].Sample(damage =>
        {
            var bytes = message.ToArray();
            foreach (var (at, value) in damage)
                bytes[at] = value;
            new RouteMapper(fixture.Table, new PatientTokens(new byte[32])).Map(new InboundEnvelope(RouteFixture.InboxId, "adt", bytes, RouteFixture.ReceivedAt)).ShouldNotBeNull();
        }, iter: 3_000, threads: 1);
    }
}
