using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>What removing needs, besides the plan.</summary>
internal sealed record RetentionTools(RecordingStore Store, RemoveRecordings Remove, RecordingReaders Readers, LiveTopics Topics, IDbContextFactory<AppDbContext> Databases, TimeProvider Time);
