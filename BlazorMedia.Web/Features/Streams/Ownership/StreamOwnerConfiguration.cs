using BlazorMedia.Domain.Streams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Streams.Ownership;

internal sealed class StreamOwnerConfiguration : IEntityTypeConfiguration<StreamOwner>
{
    public void Configure(EntityTypeBuilder<StreamOwner> owner)
    {
        owner.ToTable("StreamOwners");
        owner.HasKey(o => o.StreamId);
        owner.HasOne<StreamPath>().WithOne().HasForeignKey<StreamOwner>(o => o.StreamId).OnDelete(DeleteBehavior.Cascade);
    }
}
