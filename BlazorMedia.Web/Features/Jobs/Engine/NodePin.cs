using System.Text.Json;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>An input with a property <c>NodeId</c> is work for that node only, because what it needs lies on that node's disk.</summary>
internal static class NodePin
{
    private const string Property = "nodeId";

    /// <summary>Null = any node.</summary>
    public static Guid? Of(string input)
    {
        using var json = JsonDocument.Parse(input);
        return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(Property, out var node) && node.ValueKind == JsonValueKind.String && node.TryGetGuid(out var id) ? id : null;
    }
}
