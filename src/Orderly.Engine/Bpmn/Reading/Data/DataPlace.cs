using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>What a reference to data leads to.</summary>
/// <param name="Name">The variable that holds it.</param>
/// <param name="Owner">The process, subprocess, activity or event that has it.</param>
internal sealed record DataPlace(DataKind Kind, string Name, XElement Owner, bool IsCollection);

internal enum DataKind
{
    /// <summary>A data object, or a property of a process or subprocess.</summary>
    Object,

    /// <summary>A property of an activity or event.</summary>
    Property,

    Input,
    Output,

    /// <summary>Outside of the engine: nothing here reads or writes it.</summary>
    Store,

    /// <summary>What a drawing tool put there because the standard wants an end for each line.</summary>
    Placeholder,
}
