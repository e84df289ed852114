export default { site: process.env.ADDRESS, address: `${process.env.ADDRESS}business/` };
