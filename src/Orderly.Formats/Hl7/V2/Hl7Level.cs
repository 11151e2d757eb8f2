namespace Orderly.Formats.Hl7.V2;

/// <summary>The levels of a segment's content, from the whole field down. Values are those of the index's marks.</summary>
public enum Hl7Level
{
    Field = 0,
    Repetition = 1,
    Component = 2,
    Subcomponent = 3,
}
