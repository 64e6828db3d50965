using System.Text.Json;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>All settings; there are as many as the program has, so it has no pages.</summary>
public sealed record SettingsList(IReadOnlyList<SettingDto> Items);

/// <param name="Values">By key as in the environment: text, number, true or false; null = back to the default.</param>
public sealed record ChangeSettingsRequest(IReadOnlyDictionary<string, JsonElement> Values);

internal static class SettingsEndpoints
{
    private const int MaxBody = 128 * 1024;

    public static void MapSettingsApi(this IEndpointRouteBuilder app)
    {
        var settings = app.MapGroup("/api/v1/settings").WithTags("Settings")
            .RequireAuthorization(Policies.Admin).RequireScope("settings").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        settings.MapGet("/", (ListSettings list) => TypedResults.Ok(new SettingsList(list.Handle()))).WithSummary("All settings with their values and where they come from");
        settings.MapPut("/", ChangeAsync).WithSummary("Change settings, all of them or none").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<SettingsList>, ProblemHttpResult>> ChangeAsync(ChangeSettingsRequest request, ChangeSettings change, ListSettings list, CancellationToken ct)
    {
        var changed = await change.HandleAsync((request.Values ?? new Dictionary<string, JsonElement>()).ToDictionary(v => v.Key, v => Written(v.Value)), ct);
        return changed.IsSuccess ? TypedResults.Ok(new SettingsList(list.Handle())) : changed.Refusals.ToProblem();
    }

    private static string? Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean() ? "true" : "false",
        // a list or an object is refused by the setting's own rules
        _ => value.GetRawText(),
    };
}
