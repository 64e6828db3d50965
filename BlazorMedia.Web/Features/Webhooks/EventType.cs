namespace BlazorMedia.Web.Features.Webhooks;

/// <summary>A kind of event that other systems may hear of; registered by the feature that owns the cause.</summary>
/// <param name="Key">Dotted and stable, for example <c>recording.finished</c>.</param>
/// <param name="Sample">A payload as it is really sent, for the catalogue and for test events.</param>
/// <param name="Text">Resources that hold <c>event.{key}</c>: one sentence on when it is sent.</param>
internal sealed record EventType(string Key, object Sample, Type Text);
