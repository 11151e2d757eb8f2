using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>All data of a process by the ids it is referred to by, and what each scope has.</summary>
internal sealed class DataCatalog
{
    private const string PlaceholderName = "__targetRef_placeholder";

    private readonly Dictionary<string, DataPlace> byId = new(StringComparer.Ordinal);
    private readonly ILookup<XElement, DataPlace> byOwner;

    public DataCatalog(XElement process, IssueLog issues)
    {
        var references = process.Descendants(BpmnNames.Model + "dataObjectReference").ToList();
        var drawn = references.Where(reference => reference.Text("dataObjectRef") is not null && reference.Text("name") is not null).ToLookup(reference => BpmnNames.Reference(reference.Text("dataObjectRef"))!, reference => reference.Text("name")!);
        foreach (var xml in process.Descendants().Where(xml => xml.Name.Namespace == BpmnNames.Model && xml.Id() is not null))
            Add(xml, drawn);
        byOwner = byId.Values.ToLookup(place => place.Owner);
        RefuseTwins(process, issues);
        foreach (var reference in references)
        {
            if (BpmnNames.Reference(reference.Text("dataObjectRef")) is { } id && byId.TryGetValue(id, out var place) && place.Kind == DataKind.Object)
                byId.TryAdd(reference.Id() ?? "", place);
            else
                issues.Error(reference, "data-reference", $"Expected dataObjectRef to name a data object of the process, but was '{reference.Text("dataObjectRef")}'");
        }
    }

    public DataPlace? Find(string? reference) => BpmnNames.Reference(reference?.Trim()) is { } id ? byId.GetValueOrDefault(id) : null;

    /// <summary>What is a variable of the element from its beginning.</summary>
    public IEnumerable<DataItem> Of(XElement owner) =>
        byOwner[owner].Where(place => place.Kind is DataKind.Object or DataKind.Property || (place.Kind == DataKind.Input && owner.Is("process")))
            .Select(place => new DataItem(place.Name, place.IsCollection)).DistinctBy(item => item.Name);

    /// <summary>The data nearest around an element under a variable's name.</summary>
    public DataPlace? Nearest(XElement element, string name)
    {
        foreach (var scope in element.Ancestors())
        {
            if (byOwner[scope].FirstOrDefault(place => place.Name == name && place.Kind is not (DataKind.Store or DataKind.Placeholder)) is { } nearest)
                return nearest;
        }
        return null;
    }

    /// <summary>Two that are named alike would be one variable. References drawn twice under one name are, and mean to be.</summary>
    private static void RefuseTwins(XElement process, IssueLog issues)
    {
        foreach (var twins in process.Descendants(BpmnNames.Model + "dataObject").Where(xml => xml.Text("name") is not null).GroupBy(xml => (xml.Parent, xml.Text("name"))))
        {
            foreach (var again in twins.Skip(1))
                issues.Error(again, "data-name", $"Expected names of data objects to be unique in '{again.Parent!.Id()}', but '{again.Text("name")}' is '{twins.First().Id()}' already");
        }
    }

    private void Add(XElement xml, ILookup<string, string> drawn)
    {
        var name = xml.Text("name") ?? xml.Id()!;
        switch (xml.Name.LocalName)
        {
            case "dataObject": Put(DataKind.Object, xml.Text("name") ?? drawn[xml.Id()!].FirstOrDefault() ?? xml.Id()!, xml.Parent!); break;
            case "dataStoreReference": Put(DataKind.Store, name, xml.Parent!); break;
            case "property" when name == PlaceholderName: Put(DataKind.Placeholder, name, xml.Parent!); break;
            case "property": Put(IsScope(xml.Parent!) ? DataKind.Object : DataKind.Property, name, xml.Parent!); break;
            case "dataInput": Put(DataKind.Input, name, Owner(xml)); break;
            case "dataOutput": Put(DataKind.Output, name, Owner(xml)); break;
            case "inputDataItem" or "outputDataItem": Put(DataKind.Property, name, xml); break;
            default: break;
        }

        void Put(DataKind kind, string variable, XElement owner) => byId.TryAdd(xml.Id()!, new(kind, variable, owner, xml.Flag("isCollection", otherwise: false)));
    }

    private static XElement Owner(XElement data) => data.Parent is { Parent: { } owner } parent && parent.Is("ioSpecification") ? owner : data.Parent!;

    private static bool IsScope(XElement xml) => xml.Name.LocalName is "process" or "subProcess" or "transaction" or "adHocSubProcess";
}
