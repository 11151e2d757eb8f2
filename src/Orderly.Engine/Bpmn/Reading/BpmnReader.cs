using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Orderly.Engine.Markup;

namespace Orderly.Engine.Bpmn;

/// <summary>
/// Reads BPMN 2.0 files. Every element in an executable process is either understood or refused with its id, rule and place;
/// nothing that could change behaviour is passed over. Document types and outside entities are refused.
/// </summary>
public static class BpmnReader
{
    /// <summary>Never throws for data: what is wrong is in the issues.</summary>
    public static BpmnRead Read(string xml, BpmnReadOptions? options = null)
    {
        using var text = new StringReader(xml);
        return Read(settings => XmlReader.Create(text, settings), () => xml, options ?? BpmnReadOptions.Default);
    }

    /// <summary>As <see cref="Read(string, BpmnReadOptions?)"/>, from bytes in the encoding the file declares.</summary>
    public static BpmnRead Read(Stream xml, BpmnReadOptions? options = null)
    {
        using var bytes = new MemoryStream();
        xml.CopyTo(bytes);
        bytes.Position = 0;
        return Read(settings => XmlReader.Create(bytes, settings), () => XmlFault.Decode(bytes.ToArray()), options ?? BpmnReadOptions.Default);
    }

    /// <param name="text">The whole document, asked for only when it is no XML.</param>
    private static BpmnRead Read(Func<XmlReaderSettings, XmlReader> open, Func<string> text, BpmnReadOptions options)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = options.MaxCharacters,
            CloseInput = false,
        };
        try
        {
            using var reader = open(settings);
            var document = XDocument.Load(new DepthLimit(reader, options.MaxDepth), LoadOptions.SetLineInfo);
            return Read(document.Root!, options);
        }
        catch (XmlException fault)
        {
            var (message, line, column) = XmlFault.InWords(fault, text(), options.MaxCharacters);
            return new([], [new(BpmnSeverity.Error, "xml", null, message, line, column)]);
        }
    }

    private static BpmnRead Read(XElement root, BpmnReadOptions options)
    {
        var issues = new IssueLog();
        if (!root.Is("definitions"))
        {
            issues.Error(root, "not-bpmn", $"Expected 'definitions' of BPMN 2.0 as the root, but was '{root.Name.LocalName}' in '{root.Name.NamespaceName}'");
            return new([], issues.ToArray());
        }
        if (root.Descendants().Skip(options.MaxElements * 10).Any())
        {
            issues.Error(root, "too-large", $"Expected at most {options.MaxElements * 10} XML elements, but there are more");
            return new([], issues.ToArray());
        }
        var definitions = DefinitionsReader.Read(root, issues);
        var processes = ImmutableArray.CreateBuilder<ProcessModel>();
        foreach (var process in root.Elements(BpmnNames.Model + "process"))
        {
            if (!options.IncludeNotExecutable && !process.Flag("isExecutable", otherwise: false))
            {
                issues.Warn(process, "not-executable", $"Process '{process.Id()}' is not marked executable and is left out");
                continue;
            }
            if (new ProcessReader(definitions, issues, options).Read(process) is { } model)
                processes.Add(model);
        }
        if (processes.Count > 0 || issues.HasErrors)
            processes.AddRange(GlobalTasks.AsProcesses(root).Select(task => new ProcessReader(definitions, issues, options).Read(task)).OfType<ProcessModel>());
        if (processes.Count == 0 && !issues.HasErrors)
            issues.Error(root, "no-executable-process", "Expected a process with isExecutable=\"true\", but there is none");
        return new(issues.HasErrors ? [] : processes.ToImmutable(), issues.ToArray());
    }
}
