namespace Orderly.Tests.Packs;

/// <summary>A pack with one timed task and a calendar "day" of ten hours; the task's clock names the calendar given.</summary>
internal sealed class CalendarPack : IDisposable
{
    public CalendarPack(string named)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, "pack.yaml"), """
            pack: timed
            version: 0.1.0
            title: Timed
            processes: [timed.bpmn]
            calendars:
              24x7: always
              day:
                zone: America/New_York
                hours:
                  - { days: [mon, tue, wed, thu, fri, sat, sun], opens: 08:00, closes: 18:00 }

            """);
        File.WriteAllText(System.IO.Path.Combine(Path, "timed.bpmn"), $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:orderly="http://orderly.health/schema/bpmn/1.0" targetNamespace="urn:tests">
              <bpmn:process id="timed" isExecutable="true">
                <bpmn:startEvent id="start" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
                <bpmn:userTask id="work"><bpmn:extensionElements><zeebe:userTask /><orderly:queue role="nurse" />
                  <orderly:sla target="PT11H" calendar="{named}" /></bpmn:extensionElements></bpmn:userTask>
                <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" /><bpmn:endEvent id="end" />
              </bpmn:process>
            </bpmn:definitions>
            """);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("orderly-pack").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
