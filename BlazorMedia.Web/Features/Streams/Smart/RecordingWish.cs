namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>Whether a path should be recorded by itself now.</summary>
/// <param name="Always">Because it is recorded whenever it is live.</param>
/// <param name="Smart">Because its trigger says so.</param>
/// <param name="From">The first check of the trigger that counted, and not before what was recorded already; the path's pre-roll comes on top.</param>
internal readonly record struct RecordingWish(bool Always, bool Smart = false, DateTimeOffset? From = null);
