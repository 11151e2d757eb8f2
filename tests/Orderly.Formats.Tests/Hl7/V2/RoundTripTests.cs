using CsCheck;

namespace Orderly.Formats.Tests.Hl7.V2;

/// <summary>Properties over random messages; a failing one prints the seed that repeats it.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void A_random_message_is_read_and_put_together_again_byte_exact() =>
        RandomMessage.Any.Sample(random =>
        {
            var bytes = Sample.Bytes(random.Render());
            var message = Hl7Message.Parse(bytes);
            message.IsReadable.ShouldBeTrue();
            Hl7Check.Rebuild(message).ShouldBe(bytes);
        });

    [Fact]
    public void Every_part_of_a_random_message_is_found_where_it_was_put() =>
        RandomMessage.Any.Where(random => random.Delimiters.Escape == (byte)'\\').Sample(random =>
        {
            var message = Sample.Parse(random.Render());
            message.SegmentCount.ShouldBe(random.Segments.Length + 1);
            for (var s = 0; s < random.Segments.Length; s++) ShouldHold(message[s + 1], random.Segments[s]);
        });

    [Fact]
    public void A_field_read_alone_equals_the_one_of_the_full_index() =>
        Gen.Select(RandomMessage.Any, Paths).Sample((random, path) =>
        {
            var bytes = Sample.Bytes(random.Render());
            MessageHeader.TryRead(bytes, out var header, out _).ShouldBeTrue();
            var quick = header.ReadField(path);
            var full = Hl7Message.Parse(bytes).Value(path);
            (quick.Presence, Sample.Text(quick.Raw)).ShouldBe((full.Presence, Sample.Text(full.Raw)));
        });

    [Fact]
    public void Text_set_at_a_random_path_is_read_back_and_the_other_segments_stay() =>
        Gen.Select(RandomMessage.Any, Paths, Gen.String).Where((_, _, text) => IsWellFormed(text)).Sample((random, path, text) =>
        {
            var before = Hl7Message.Parse(Sample.Bytes(random.Render()));
            before = new Hl7Editor(before).Set("MSH-18", "UNICODE UTF-8").ToMessage();
            path = path.InSegment(Math.Min(path.Occurrence, before.All(path.Segment).Count() + 1));

            var after = new Hl7Editor(before).Set(path, text).ToMessage();

            var value = after.Value(path);
            if (text == "\"\"") value.Presence.ShouldBe(Hl7Presence.Delete);
            else (value.Text ?? "").ShouldBe(text);
            var changed = after.Nth(path.Segment, path.Occurrence).Number - 1;
            for (var i = 0; i < before.SegmentCount; i++)
            {
                if (i != changed) Sample.Text(after[i].Raw).ShouldBe(Sample.Text(before[i].Raw));
            }
        });

    private static readonly Gen<Hl7Path> Paths = Gen.Select(
        Gen.OneOf("PID", "OBX", "ZXX", "NK1"), Gen.Int[1, 3], Gen.Int[1, 10], Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 3],
        (name, nth, field, repetition, component, sub) => Hl7Path.Parse(
            $"{name}({nth})-{field}{(repetition == 0 ? "" : $"[{repetition}]")}{(component == 0 ? "" : $".{component}")}{(component == 0 || sub == 0 ? "" : $".{sub}")}"));

    private static bool IsWellFormed(string text) => Hl7Charset.Utf8.CanEncode(text);

    private static void ShouldHold(Hl7Segment segment, RandomSegment expected)
    {
        segment.Name.ShouldBe(expected.Name);
        segment.FieldCount.ShouldBe(expected.Fields.Length);
        for (var f = 0; f < expected.Fields.Length; f++)
        {
            var field = segment.Field(f + 1);
            field.Count.ShouldBe(expected.Fields[f].Length);
            for (var r = 0; r < expected.Fields[f].Length; r++)
            {
                var repetition = field.Repetition(r + 1);
                repetition.Count.ShouldBe(expected.Fields[f][r].Length);
                for (var c = 0; c < expected.Fields[f][r].Length; c++) ShouldHold(repetition.Component(c + 1), expected.Fields[f][r][c]);
            }
        }
    }

    private static void ShouldHold(Hl7Part component, string[] expected)
    {
        component.Count.ShouldBe(expected.Length);
        for (var s = 0; s < expected.Length; s++) Sample.Text(component.Subcomponent(s + 1).Raw).ShouldBe(expected[s]);
        component.Subcomponent(expected.Length + 1).Presence.ShouldBe(Hl7Presence.Absent);
    }
}
